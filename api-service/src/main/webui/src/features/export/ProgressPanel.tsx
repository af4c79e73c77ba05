import type { Job, Stage } from '../../api/types';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { ProgressBar } from '../../components/ProgressBar';
import { STATUS } from '../../components/StatusBadge';
import { formatDuration, formatInteger, formatNumber } from '../../lib/format';
import styles from './ProgressPanel.module.css';
import { ShardMap } from './ShardMap';

/** A stage without a name does not compile. */
const STAGES: Record<Stage, string> = {
  planning: 'Planning',
  computing: 'Computing',
  packaging: 'Packaging',
};
const ORDER = Object.keys(STAGES) as Stage[];

export function ProgressPanel({ job }: { job: Job }) {
  const running = job.status === 'computing' || job.status === 'packaging';
  const at = ORDER.indexOf(job.stage);
  return (
    <Panel title="Progress" note={job.status === 'pending' ? 'waiting for a worker' : undefined}>
      <div className={styles['bar']}>
        <ProgressBar label="Progress" value={job.progress} tone={STATUS[job.status].tone} />
        <strong className="num">{Math.floor(job.progress * 100)}%</strong>
      </div>
      <ol className={styles['stages']} aria-label="Stages">
        {ORDER.map((stage, i) => (
          <li
            key={stage}
            data-state={i < at ? 'done' : i === at ? 'now' : 'later'}
            aria-current={i === at ? 'step' : undefined}
          >
            {STAGES[stage]}
            {i < at && <span className="visually-hidden"> done</span>}
          </li>
        ))}
      </ol>
      <Facts
        facts={[
          {
            name: 'Features',
            // Unknown until the export is planned.
            value:
              job.feature_count > 0
                ? `${formatInteger(job.features_done)} of ${formatInteger(job.feature_count)}`
                : undefined,
          },
          {
            name: 'Speed',
            value:
              running && job.features_per_second !== undefined
                ? `${formatNumber(job.features_per_second, 3)} features/s`
                : undefined,
          },
          {
            name: 'Time left',
            value:
              running && job.eta_seconds !== undefined
                ? formatDuration(job.eta_seconds)
                : undefined,
          },
        ]}
      />
      {job.shards && job.shards.length > 0 && <ShardMap shards={job.shards} />}
    </Panel>
  );
}
