import type { Dashboard } from '../../api/types';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { formatInteger, formatNumber, formatPercent } from '../../lib/format';
import { ActivationDensity } from './ActivationDensity';
import styles from './DashboardView.module.css';
import { Examples } from './Examples';
import { LogitDensity } from './LogitDensity';
import { LogitTable } from './LogitTable';
import { TopTokens } from './TopTokens';

/** One feature as Neuronpedia lays it out: logits, densities, then the texts it fires on. */
export function DashboardView({ dashboard }: { dashboard: Dashboard }) {
  const { statistics, logit_lens: lens, histogram, top_tokens, activations } = dashboard;
  const active = !statistics.is_dead;
  const ifActive = (text: string) => (active ? text : undefined);
  return (
    <div className={styles['page']}>
      <div className={styles['side']}>
        {lens && (
          <div className={styles['logits']}>
            <LogitTable title="Negative logits" sign="negative" rows={lens.top_negative} />
            <LogitTable title="Positive logits" sign="positive" rows={lens.top_positive} />
          </div>
        )}
        {histogram && <ActivationDensity histogram={histogram} statistics={statistics} />}
        {lens?.histogram && <LogitDensity histogram={lens.histogram} lens={lens} />}
        <Panel title="Statistics">
          <Facts
            facts={[
              { name: 'Density', value: formatPercent(statistics.activation_frequency) },
              { name: 'Active tokens', value: formatInteger(statistics.activation_count) },
              { name: 'Max', value: ifActive(formatNumber(statistics.max_activation)) },
              { name: 'Mean', value: ifActive(formatNumber(statistics.mean_activation)) },
              { name: 'Std', value: ifActive(formatNumber(statistics.std_activation)) },
              { name: 'Decoder norm', value: formatNumber(statistics.decoder_norm) },
              {
                name: 'Label score',
                value:
                  statistics.interpretability_score === undefined
                    ? undefined
                    : formatNumber(statistics.interpretability_score, 3),
              },
            ]}
          />
        </Panel>
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
