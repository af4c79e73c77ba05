import type { JobStatus } from '../api/types';
import styles from './StatusBadge.module.css';

interface StatusLook {
  text: string;
  tone: 'wait' | 'run' | 'ok' | 'bad' | 'off';
}

/** A status without an entry does not compile. */
export const STATUS: Record<JobStatus, StatusLook> = {
  pending: { text: 'Waiting', tone: 'wait' },
  computing: { text: 'Computing', tone: 'run' },
  packaging: { text: 'Packaging', tone: 'run' },
  completed: { text: 'Completed', tone: 'ok' },
  failed: { text: 'Failed', tone: 'bad' },
  cancelled: { text: 'Cancelled', tone: 'off' },
};

export function StatusBadge({ status }: { status: JobStatus }) {
  const { text, tone } = STATUS[status];
  return <span className={`${styles['badge']} ${styles[tone]}`}>{text}</span>;
}
