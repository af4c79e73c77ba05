import { Link } from 'wouter';
import { Banner } from '../../components/Banner';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Loading } from '../../components/Loading';
import { PageHeader } from '../../components/PageHeader';
import { STATUS, StatusBadge } from '../../components/StatusBadge';
import { useTitle } from '../../hooks/useTitle';
import { formatTime } from '../../lib/format';
import { useConnection } from '../../stores/connection';
import { DonePanel } from './DonePanel';
import { FailurePanel } from './FailurePanel';
import { JobActions } from './JobActions';
import styles from './JobPage.module.css';
import { ProgressPanel } from './ProgressPanel';
import { SettingsPanel } from './SettingsPanel';
import { useJob } from './useJob';

const CRUMBS = [{ text: 'Exports', href: '/exports' }];

export function JobPage({ jobId }: { jobId: string }) {
  const { job, connected, error, reload } = useJob(jobId);
  const serviceUp = useConnection((state) => state.up);
  useTitle(
    job
      ? `${job.status === 'computing' ? `${Math.floor(job.progress * 100)}% ` : ''}${STATUS[job.status].text} – ${job.sae_name}`
      : 'Export',
  );

  if (!job) {
    return (
      <>
        <PageHeader title="Export" crumbs={CRUMBS} />
        {error ? <ErrorBanner error={error} onRetry={reload} /> : <Loading what="the export" />}
      </>
    );
  }

  return (
    <>
      <PageHeader
        crumbs={CRUMBS}
        title={
          <span className={styles['title']}>
            {job.sae_name} <StatusBadge status={job.status} />
          </span>
        }
        subtitle={
          <>
            Started {formatTime(job.created_at)}
            {job.attempts > 1 && `, attempt ${job.attempts}`}
            {job.kind === 'dashboard_data' && ' · computes dashboards ahead'}
            {' · '}
            <Link href={`/saes/${job.sae_id}`}>Open the SAE</Link>
          </>
        }
        actions={<JobActions job={job} onChanged={reload} />}
      />
      {!connected && serviceUp && (
        <Banner kind="info" title="Live updates are interrupted">
          <p>Reconnecting; until then the page asks every two seconds.</p>
        </Banner>
      )}
      {job.status === 'failed' && <FailurePanel job={job} />}
      {job.status === 'cancelled' && (
        <Banner kind="warn" title="This export was cancelled">
          <p>
            {job.cancelled_by ? `By ${job.cancelled_by}. ` : ''}
            Its partial output was removed. Retry goes on from the shards that were finished.
          </p>
        </Banner>
      )}
      {job.status === 'completed' && job.kind === 'export' ? (
        <DonePanel job={job} />
      ) : (
        <ProgressPanel job={job} />
      )}
      {job.config && <SettingsPanel config={job.config} />}
    </>
  );
}
