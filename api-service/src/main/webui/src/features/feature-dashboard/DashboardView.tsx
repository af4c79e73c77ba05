import type { Dashboard } from '../../api/types';
import { ActivationDensity } from './ActivationDensity';
import styles from './DashboardView.module.css';
import { Examples } from './Examples';
import { LogitDensity } from './LogitDensity';
import { LogitTable } from './LogitTable';
import { StatisticsStrip } from './StatisticsStrip';
import { TopTokens } from './TopTokens';

/** One feature as Neuronpedia lays it out: logits, densities, then the texts it fires on. */
export function DashboardView({ dashboard }: { dashboard: Dashboard }) {
  const { statistics, logit_lens: lens, histogram, top_tokens, activations } = dashboard;
  return (
    <div className={styles['page']}>
      <StatisticsStrip statistics={statistics} />
      <div className={styles['side']}>
        {lens && (
          <div className={styles['logits']}>
            <LogitTable title="Negative logits" sign="negative" rows={lens.top_negative} />
            <LogitTable title="Positive logits" sign="positive" rows={lens.top_positive} />
          </div>
        )}
        {histogram && <ActivationDensity histogram={histogram} statistics={statistics} />}
        {lens?.histogram && <LogitDensity histogram={lens.histogram} lens={lens} />}
        {top_tokens && top_tokens.length > 0 && <TopTokens tokens={top_tokens} />}
      </div>
      <Examples
        examples={activations}
        maxActivation={statistics.max_activation}
        dead={statistics.is_dead}
      />
    </div>
  );
}
