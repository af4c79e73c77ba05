import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Icon } from '../../components/Icon';
import { formatSort, SORT_COLUMNS, type Sort, type SortColumn } from './featureFilters';
import { FeatureTableRow } from './FeatureTableRow';
import styles from './FeatureTable.module.css';
import type { FeaturePages } from './useFeaturePages';

interface FeatureTableProps {
  saeId: string;
  total: number;
  pages: FeaturePages;
  sort: Sort;
  onSort: (column: SortColumn) => void;
}

const COLUMNS = Object.keys(SORT_COLUMNS) as SortColumn[];
const ROW_REM = 2.5;
const OVERSCAN = 12;

/** Where each table was scrolled to, so that the way back from a feature leads to its row. */
const scrolledTo = new Map<string, number>();

const rowHeight = () =>
  ROW_REM * (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);

/** Only the rows in view exist in the page, however many features there are. */
export function FeatureTable({ saeId, total, pages, sort, onSort }: FeatureTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const place = `${saeId} ${total} ${formatSort(sort)}`;
  // eslint-disable-next-line react-hooks/incompatible-library -- its result is used here only
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: OVERSCAN,
    // The sticky head covers the first row's height.
    scrollPaddingStart: rowHeight(),
    initialOffset: () => scrolledTo.get(place) ?? 0,
    // Where nothing is laid out (tests, print) the first rows are shown.
    initialRect: { width: 800, height: 600 },
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { need } = pages;

  useEffect(() => need(first, last), [need, first, last]);

  const shown = useRef(place);
  useEffect(() => {
    const element = scroller.current;
    // Another order or other rows begin at their top.
    if (shown.current !== place && element) element.scrollTop = 0;
    shown.current = place;
    return () => void scrolledTo.set(place, element?.scrollTop ?? 0);
  }, [place]);

  const moveFocus = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (!step || from === undefined) return;
    event.preventDefault();
    const to = Math.min(Math.max(Number(from) + step, 0), total - 1);
    virtual.scrollToIndex(to, { align: 'auto' });
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-row="${to}"] a`)
        ?.focus({ preventScroll: true }),
    );
  };

  return (
    <div
      ref={scroller}
      role="table"
      aria-label="Features"
      aria-rowcount={total + 1}
      className={styles['table']}
      onKeyDown={moveFocus}
    >
      <div role="rowgroup" className={styles['sticky']}>
        <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`}>
          {COLUMNS.map((column) => {
            const active = sort.column === column;
            const direction = sort.descending ? 'descending' : 'ascending';
            return (
              <div key={column} role="columnheader" aria-sort={active ? direction : 'none'}>
                <button type="button" onClick={() => onSort(column)}>
                  {SORT_COLUMNS[column]}
                  {active && <Icon name={sort.descending ? 'down' : 'up'} size="0.9em" />}
                </button>
              </div>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className={styles['rows']} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <FeatureTableRow
            key={item.key}
            saeId={saeId}
            place={item.index}
            row={pages.row(item.index)}
            top={item.start}
          />
        ))}
      </div>
    </div>
  );
}
