import { formatBytes, formatDuration, plural } from '../../lib/format';
import type { Estimate } from '../../api/types';
import styles from './EstimateLine.module.css';
import type { EstimateState } from './useEstimate';

interface EstimateLineProps {
  estimate: EstimateState;
  valid: boolean;
  errorCount: number;
}

const AT_PACE = {
  this_sae: '',
  another_sae: ', going by another SAE',
  assumed: ' on a few cores, not measured here yet',
} satisfies Record<Estimate['pace'], string>;

export function EstimateLine({ estimate, valid, errorCount }: EstimateLineProps) {
  const { data, loading } = estimate;
  if (!valid || errorCount > 0) {
    return (
      <p className={`${styles['line']} ${styles['bad']}`} role="status">
        {plural(Math.max(errorCount, 1), 'field')} to correct
      </p>
    );
  }
  return (
    <p className={styles['line']} role="status" aria-busy={loading}>
      {data && (
        <span className={loading ? styles['old'] : undefined}>
          {!data.feature_count_exact && 'at most '}
          <strong className="num">{plural(data.feature_count, 'feature')}</strong>
          {' · about '}
          <span className="num">{formatBytes(data.size_bytes)}</span>
          {' · about '}
          <span className="num">{formatDuration(data.seconds)}</span>
          {AT_PACE[data.pace]}
        </span>
      )}
      {!data && loading && 'Estimating…'}
    </p>
  );
}
