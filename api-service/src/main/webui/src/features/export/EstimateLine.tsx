import { formatBytes, formatDuration, plural } from '../../lib/format';
import styles from './EstimateLine.module.css';
import type { EstimateState } from './useEstimate';

interface EstimateLineProps {
  estimate: EstimateState;
  valid: boolean;
  errorCount: number;
}

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
          {data.seconds !== undefined && (
            <>
              {' · about '}
              <span className="num">{formatDuration(data.seconds)}</span>
            </>
          )}
          {data.seconds === undefined && ' · time is known after the first export'}
        </span>
      )}
      {!data && loading && 'Estimating…'}
    </p>
  );
}
