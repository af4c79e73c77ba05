import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import { watchAllJobs } from '../../api/events';
import { listJobs, type JobQuery } from '../../api/exports';
import { listSaes } from '../../api/saes';
import type { Job, JobStatus } from '../../api/types';
import { Button, LinkButton } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Loading } from '../../components/Loading';
import { PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { STATUS } from '../../components/StatusBadge';
import { useQuery } from '../../hooks/useQuery';
import { useTitle } from '../../hooks/useTitle';
import { useJobEvents, withEvent } from '../../stores/jobEvents';
import { HistoryFilters } from './HistoryFilters';
import { HistoryTable } from './HistoryTable';

const SIZE = 20;

const isStatus = (text: string | null): text is JobStatus =>
  text !== null && Object.hasOwn(STATUS, text);

interface HistoryPageProps {
  /** The buttons of one export; `onChanged` asks for the list again. */
  actions: (job: Job, onChanged: () => void) => ReactNode;
}

export function HistoryPage({ actions }: HistoryPageProps) {
  useTitle('Exports');
  const [params, setParams] = useSearchParams();
  const status = params.get('status');
  const saeId = params.get('sae');
  const page = Number(params.get('page') ?? 0);
  const query: JobQuery = {
    ...(isStatus(status) && { status }),
    ...(saeId && { sae_id: saeId }),
  };
  const key = `jobs?${JSON.stringify(query)}&${page}`;
  const jobs = useQuery(key, (signal) => listJobs(query, page, SIZE, signal));
  const saes = useQuery('saes?all', (signal) => listSaes(0, 100, signal));
  const events = useJobEvents((state) => state.latest);
  const reload = useEffectEvent(jobs.reload);

  useEffect(
    () =>
      watchAllJobs({
        onEvent: (event) => {
          const before = useJobEvents.getState().latest[event.job_id];
          useJobEvents.getState().apply(event);
          // A new job or a new status changes totals and order: the list is asked for again.
          if (before && before.status !== event.status) reload();
          else if (!before && event.type !== 'state') reload();
        },
      }),
    [],
  );

  const change = (values: Record<string, string | undefined>) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries({ page: undefined, ...values })) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });

  const toPage = (next: number) => change({ page: next > 0 ? String(next) : undefined });
  const data = jobs.data;
  const lastPage = data ? Math.max(0, Math.ceil(data.total / SIZE) - 1) : page;
  const toLastPage = useEffectEvent(toPage);
  useEffect(() => {
    // The last entry of the last page was deleted.
    if (page > lastPage) toLastPage(lastPage);
  }, [page, lastPage]);

  const filtered = status !== null || saeId !== null;
  return (
    <>
      <PageHeader title="Exports" subtitle="Every export with its archive, newest first." />
      <HistoryFilters
        totals={data?.totals ?? {}}
        status={isStatus(status) ? status : undefined}
        saes={saes.data?.items ?? []}
        saeId={saeId ?? ''}
        onStatus={(next) => change({ status: next })}
        onSae={(next) => change({ sae: next })}
      />
      {jobs.error && <ErrorBanner error={jobs.error} onRetry={jobs.reload} />}
      {!data && jobs.loading && <Loading what="the exports" />}
      {data?.items.length === 0 && !filtered && (
        <EmptyState
          title="Nothing was exported yet"
          action={
            <LinkButton kind="primary" href="/">
              Choose an SAE
            </LinkButton>
          }
        >
          Choose an SAE and press “Export to Neuronpedia”.
        </EmptyState>
      )}
      {data?.items.length === 0 && filtered && (
        <EmptyState
          title="No export fits the filter"
          action={
            <Button onClick={() => change({ status: undefined, sae: undefined })}>
              Show all exports
            </Button>
          }
        />
      )}
      {data && data.items.length > 0 && (
        <>
          <HistoryTable
            jobs={data.items.map((job) => withEvent(job, events[job.id]))}
            actions={(job) => actions(job, jobs.reload)}
          />
          <Pager page={page} size={SIZE} total={data.total} onPage={toPage} />
        </>
      )}
    </>
  );
}
