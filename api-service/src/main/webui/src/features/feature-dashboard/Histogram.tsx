import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { HistogramData } from '../../api/types';
import { useWidth } from '../../hooks/useWidth';
import { formatInteger, formatNumber } from '../../lib/format';
import styles from './Histogram.module.css';
import { linearTicks, logTicks } from './ticks';

interface HistogramProps {
  data: HistogramData;
  /** Read out in place of the picture. */
  summary: string;
  xLabel: string;
  /** What a count counts, as in "12 tokens". */
  unit: string;
  logScale?: boolean;
  tone: (low: number, high: number) => 'activation' | 'negative' | 'positive';
}

const HEIGHT = 168;
const LEFT = 46;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 38;

/** Bars over bin edges, with axes; pointer or arrow keys read single bins. */
export function Histogram({ data, summary, xLabel, unit, logScale = false, tone }: HistogramProps) {
  const [ref, width] = useWidth<HTMLDivElement>(400);
  const [bin, setBin] = useState<number>();
  const { bin_edges: edges, counts } = data;
  const first = edges[0] ?? 0;
  const last = edges.at(-1) ?? 1;
  const highest = Math.max(1, ...counts);
  const plotWidth = width - LEFT - RIGHT;
  const plotHeight = HEIGHT - TOP - BOTTOM;
  const flat = last === first;

  const place = (value: number) => {
    if (flat) return LEFT + plotWidth / 2;
    const share = logScale
      ? Math.log(value / first) / Math.log(last / first)
      : (value - first) / (last - first);
    return LEFT + share * plotWidth;
  };
  const level = (count: number) => TOP + plotHeight * (1 - count / highest);
  const xTicks = logScale ? logTicks(first, last) : linearTicks(first, last, plotWidth / 70);
  const yTicks = linearTicks(0, highest, 4).filter(Number.isInteger);

  const bars = counts.map((count, i) => {
    const low = edges[i] ?? 0;
    const high = edges[i + 1] ?? low;
    const left = flat ? place(low) - 4 : place(low);
    return { count, low, high, left, width: flat ? 8 : place(high) - left };
  });
  // With no width all bins lie on one another; only the one that holds the counts is drawn.
  const drawn = flat ? bars.filter((bar) => bar.count > 0) : bars;
  const chosen = bin === undefined ? undefined : drawn[bin];

  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const found = drawn.findIndex((bar) => x >= bar.left && x <= bar.left + bar.width);
    setBin(found < 0 ? undefined : found);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    // The page's own arrows turn to the next feature; in here they read bins.
    event.preventDefault();
    setBin((before) =>
      before === undefined ? 0 : Math.min(Math.max(before + step, 0), drawn.length - 1),
    );
  };

  const reading =
    chosen &&
    `${formatNumber(chosen.low, 3)} to ${formatNumber(chosen.high, 3)}: ${formatInteger(chosen.count)} ${unit}`;

  return (
    <div ref={ref} className={styles['box']}>
      <svg
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={summary}
        tabIndex={0}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setBin(undefined)}
        onKeyDown={onKeyDown}
        onBlur={() => setBin(undefined)}
      >
        {yTicks.map((tick) => (
          <g key={tick} className={styles['axis']}>
            <line x1={LEFT} x2={width - RIGHT} y1={level(tick)} y2={level(tick)} />
            <text x={LEFT - 6} y={level(tick)} dy="0.32em" textAnchor="end">
              {formatInteger(tick)}
            </text>
          </g>
        ))}
        {drawn.map((bar, i) => (
          <rect
            key={i}
            className={`${styles[tone(bar.low, bar.high)]} ${i === bin ? styles['chosen'] : ''}`}
            x={bar.left + (bar.width > 4 ? 0.5 : 0)}
            width={Math.max(bar.width - (bar.width > 4 ? 1 : 0), 0.5)}
            y={bar.count > 0 ? Math.min(level(bar.count), TOP + plotHeight - 1) : TOP + plotHeight}
            height={bar.count > 0 ? Math.max(TOP + plotHeight - level(bar.count), 1) : 0}
          />
        ))}
        <g className={styles['axis']}>
          <line
            className={styles['base']}
            x1={LEFT}
            x2={width - RIGHT}
            y1={TOP + plotHeight}
            y2={TOP + plotHeight}
          />
          {xTicks.map((tick) => (
            <g key={tick}>
              <line
                className={styles['base']}
                x1={place(tick)}
                x2={place(tick)}
                y1={TOP + plotHeight}
                y2={TOP + plotHeight + 4}
              />
              <text x={place(tick)} y={TOP + plotHeight + 15} textAnchor="middle">
                {formatNumber(tick, 3)}
              </text>
            </g>
          ))}
          <text x={LEFT + plotWidth / 2} y={HEIGHT - 4} textAnchor="middle">
            {xLabel}
          </text>
        </g>
      </svg>
      {chosen && (
        <div
          className={styles['tip']}
          style={{
            insetInlineStart: Math.min(Math.max(chosen.left + chosen.width / 2, 80), width - 80),
          }}
        >
          {reading}
        </div>
      )}
      <span className="visually-hidden" aria-live="polite">
        {reading}
      </span>
    </div>
  );
}
