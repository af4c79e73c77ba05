import { Link } from 'wouter';
import type { FeatureRow } from '../../api/types';
import { formatFixed, formatInteger, formatPercentFixed } from '../../lib/format';
import styles from './FeatureTable.module.css';

interface FeatureTableRowProps {
  saeId: string;
  place: number;
  row: FeatureRow | undefined;
  top: number;
}

/** Densities span decades: the bar is empty at 0.001 % and full at 100 %. */
export function densityShare(frequency: number): number {
  if (frequency <= 0) return 0;
  return Math.min(Math.max((Math.log10(frequency) + 5) / 5, 0.02), 1);
}

export function FeatureTableRow({ saeId, place, row, top }: FeatureTableRowProps) {
  const common = {
    role: 'row',
    'aria-rowindex': place + 2,
    'data-row': place,
    className: styles['row'],
    style: { transform: `translateY(${top}px)` },
  };
  if (!row) {
    return (
      <div {...common}>
        <div role="cell" className={styles['loading']} aria-label="loading" />
      </div>
    );
  }
  const label = row.label ?? row.description;
  const frequency = row.activation_frequency;
  return (
    <div {...common}>
      <div role="cell">
        <Link href={`/saes/${saeId}/features/${row.feature_index}`} className="num">
          {row.feature_index}
        </Link>
      </div>
      <div role="cell" className={styles['label']} title={label}>
        {label ? <bdi>{label}</bdi> : <span className={styles['muted']}>no label</span>}
        {row.category && <bdi className={styles['category']}>{row.category}</bdi>}
      </div>
      <div role="cell" className={styles['density']}>
        {row.is_dead ? (
          <span className={styles['dead']}>dead</span>
        ) : frequency === undefined ? (
          <span className={styles['muted']}>–</span>
        ) : (
          <>
            <span className="num">{formatPercentFixed(frequency)}</span>
            <span className={styles['bar']} aria-hidden="true">
              <span style={{ inlineSize: `${densityShare(frequency) * 100}%` }} />
            </span>
          </>
        )}
      </div>
      <div role="cell" className={`${styles['number']} num`}>
        {row.is_dead || row.max_activation === undefined ? '–' : formatFixed(row.max_activation)}
      </div>
      <div role="cell" className={`${styles['number']} num`}>
        {row.activation_count === undefined ? '–' : formatInteger(row.activation_count)}
      </div>
    </div>
  );
}
