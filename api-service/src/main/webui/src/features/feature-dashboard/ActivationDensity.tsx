import type { ActivationHistogram, Statistics } from '../../api/types';
import { Panel } from '../../components/Panel';
import { formatInteger, formatNumber, formatPercent } from '../../lib/format';
import { Histogram } from './Histogram';
import styles from './ActivationDensity.module.css';

interface ActivationDensityProps {
  histogram: ActivationHistogram;
  statistics: Statistics;
}

export function ActivationDensity({ histogram, statistics }: ActivationDensityProps) {
  const density = formatPercent(statistics.activation_frequency);
  const counts = `${formatInteger(histogram.nonzero_count)} of ${formatInteger(histogram.total_count)} tokens`;
  return (
    <Panel title={`Activation density ${density}`} note={counts}>
      {histogram.counts.length === 0 ? (
        <p className={styles['none']}>The feature fires on none of the tokens that were counted.</p>
      ) : (
        <Histogram
          data={histogram}
          xLabel={histogram.log_scale ? 'activation (log scale)' : 'activation'}
          unit="tokens"
          logScale={histogram.log_scale}
          tone={() => 'activation'}
          summary={`Histogram of activations: ${counts}, from ${formatNumber(histogram.min ?? 0, 3)} to ${formatNumber(histogram.max ?? 0, 3)}, mean ${formatNumber(histogram.mean ?? 0, 3)}`}
        />
      )}
    </Panel>
  );
}
