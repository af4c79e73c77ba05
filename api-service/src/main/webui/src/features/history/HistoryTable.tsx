import type { ReactNode } from 'react';
import type { Job } from '../../api/types';
import { HistoryRow } from './HistoryRow';
import styles from './HistoryTable.module.css';

interface HistoryTableProps {
  jobs: Job[];
  /** The buttons of a row; what they do belongs to the feature of exports. */
  actions: (job: Job) => ReactNode;
}

export function HistoryTable({ jobs, actions }: HistoryTableProps) {
  return (
    <table className={styles['table']} aria-label="Exports">
      <thead>
        <tr>
          <th scope="col">Export</th>
          <th scope="col">Status</th>
          <th scope="col">Features</th>
          <th scope="col">Size</th>
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => (
          <HistoryRow key={job.id} job={job} actions={actions(job)} />
        ))}
      </tbody>
    </table>
  );
}
