import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { headingFor } from '../../api/errors';
import type { Job } from '../../api/types';
import { ProgressBar } from '../../components/ProgressBar';
import { StatusBadge } from '../../components/StatusBadge';
import { formatBytes, formatInteger, formatTime } from '../../lib/format';
import { isTerminal } from '../../stores/jobEvents';
import styles from './HistoryTable.module.css';

interface HistoryRowProps {
  job: Job;
  actions: ReactNode;
}

const NoValue = () => <span data-none>–</span>;

export function HistoryRow({ job, actions }: HistoryRowProps) {
  const running = !isTerminal(job.status);
  return (
    <tr>
      <td>
        <Link href={`/exports/${job.id}`}>{job.sae_name}</Link>
        <p className={styles['when']}>{formatTime(job.created_at)}</p>
      </td>
      <td>
        <StatusBadge status={job.status} />
        {running && (
          <div className={styles['progress']}>
            <ProgressBar label={`Progress of ${job.sae_name}`} value={job.progress} thin />
            <span className="num">{Math.floor(job.progress * 100)}%</span>
          </div>
        )}
        {job.status === 'failed' && (
          <p className={styles['reason']}>{headingFor(job.error_code, job.error_message ?? '')}</p>
        )}
      </td>
      <td className="num">
        {job.feature_count > 0 ? formatInteger(job.feature_count) : <NoValue />}
      </td>
      <td className="num">
        {job.file_size_bytes === undefined ? <NoValue /> : formatBytes(job.file_size_bytes)}
      </td>
      <td>
        <div className={styles['actions']}>{actions}</div>
      </td>
    </tr>
  );
}
