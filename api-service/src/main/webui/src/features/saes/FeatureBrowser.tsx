import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Sae } from '../../api/types';
import { Button } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Loading } from '../../components/Loading';
import { Panel } from '../../components/Panel';
import { useDebounced } from '../../hooks/useDebounced';
import { formatInteger } from '../../lib/format';
import { FeatureFilters } from './FeatureFilters';
import {
  isFiltered,
  nextSort,
  readFilters,
  toQuery,
  writeFilters,
  type Filters,
} from './featureFilters';
import { FeatureTable } from './FeatureTable';
import { NotCounted } from './NotCounted';
import { useFeaturePages } from './useFeaturePages';

/** The table of features with its filters. */
export function FeatureBrowser({ sae }: { sae: Sae }) {
  const [params, setParams] = useSearchParams();
  const [filters, setFilters] = useState(() => readFilters(params));
  const settled = useDebounced(filters, 180);
  const pages = useFeaturePages(sae.id, toQuery(settled));

  const change = (next: Filters) => {
    setFilters(next);
    setParams(writeFilters(next), { replace: true });
  };
  const clear = () => change({ ...readFilters(new URLSearchParams()), sort: filters.sort });

  const first = pages.row(0);
  const uncounted =
    first !== undefined && !first.is_dead && first.activation_frequency === undefined;

  const note =
    pages.total === undefined
      ? undefined
      : pages.total === sae.d_sae
        ? `${formatInteger(sae.d_sae)}`
        : `${formatInteger(pages.total)} of ${formatInteger(sae.d_sae)}`;

  return (
    <Panel title="Features" note={<span aria-live="polite">{note}</span>} flush>
      <FeatureFilters filters={filters} categories={pages.categories} onChange={change} />
      {pages.error && <ErrorBanner error={pages.error} onRetry={pages.reload} />}
      {pages.total === undefined && !pages.error && <Loading what="the features" />}
      {pages.total === 0 && !isFiltered(settled) && <NotCounted saeId={sae.id} />}
      {pages.total === 0 && isFiltered(settled) && (
        <EmptyState
          inPanel
          title="No feature fits"
          action={<Button onClick={clear}>Clear the filters</Button>}
        >
          Nothing matches the search and the filters together.
        </EmptyState>
      )}
      {uncounted && <NotCounted saeId={sae.id} listed />}
      {pages.total !== undefined && pages.total > 0 && (
        <FeatureTable
          saeId={sae.id}
          total={pages.total}
          pages={pages}
          sort={filters.sort}
          onSort={(column) => change({ ...filters, sort: nextSort(filters.sort, column) })}
        />
      )}
    </Panel>
  );
}
