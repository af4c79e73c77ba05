import type { Statistics } from '../../api/types';
import { formatInteger, formatNumber, formatPercent } from '../../lib/format';
import styles from './StatisticsStrip.module.css';

/** The numbers of a feature in one line; a dead one has no strength to tell. */
export function StatisticsStrip({ statistics }: { statistics: Statistics }) {
  const score = statistics.interpretability_score;
  const facts: [string, string][] = [
    ['Density', formatPercent(statistics.activation_frequency)],
    ['Active tokens', formatInteger(statistics.activation_count)],
  ];
  if (!statistics.is_dead) {
    facts.push(
      ['Max', formatNumber(statistics.max_activation)],
      ['Mean', formatNumber(statistics.mean_activation)],
      ['Std', formatNumber(statistics.std_activation)],
    );
  }
  facts.push(['Decoder norm', formatNumber(statistics.decoder_norm)]);
  if (score !== undefined) facts.push(['Label score', formatNumber(score, 3)]);
  return (
    <section aria-label="Statistics" className={styles['strip']}>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
