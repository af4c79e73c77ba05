import type { Shard, ShardStatus } from '../../api/types';
import { plural } from '../../lib/format';
import styles from './ShardMap.module.css';

/** A status without a name does not compile. */
const NAMES: Record<ShardStatus, string> = {
  done: 'done',
  running: 'running',
  pending: 'waiting',
  failed: 'failed',
};

function describe(shard: Shard): string {
  const attempt = shard.attempt > 1 ? `, attempt ${shard.attempt}` : '';
  return `Shard ${shard.number}: ${NAMES[shard.status]}, ${shard.features_done} of ${plural(shard.feature_count, 'feature')}${attempt}`;
}

/** Each shard a cell that fills up; a killed worker costs one of them. */
export function ShardMap({ shards }: { shards: Shard[] }) {
  const counts = (Object.keys(NAMES) as ShardStatus[])
    .map((status) => ({ status, count: shards.filter((one) => one.status === status).length }))
    .filter(({ count }) => count > 0);
  return (
    <div className={styles['box']}>
      <h3>
        {plural(shards.length, 'shard')}
        <span>{counts.map(({ status, count }) => `${count} ${NAMES[status]}`).join(', ')}</span>
      </h3>
      <ul className={styles['map']}>
        {shards.map((shard) => (
          <li key={shard.number} data-status={shard.status} title={describe(shard)}>
            <span className="visually-hidden">{describe(shard)}</span>
            <span
              aria-hidden="true"
              style={{
                inlineSize: `${shard.status === 'done' ? 100 : (shard.features_done / Math.max(shard.feature_count, 1)) * 100}%`,
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
