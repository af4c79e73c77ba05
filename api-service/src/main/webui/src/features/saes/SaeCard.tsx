import { Link } from 'wouter';
import type { Sae } from '../../api/types';
import { Icon } from '../../components/Icon';
import { formatInteger, formatNumber, formatTime, plural } from '../../lib/format';
import { ModelAndHook } from './ModelAndHook';
import styles from './SaeCard.module.css';

export function SaeCard({ sae }: { sae: Sae }) {
  const warnings = sae.warnings?.length ?? 0;
  return (
    <li className={styles['card']}>
      <h2>
        <Link href={`/saes/${sae.id}`}>
          <bdi>{sae.name}</bdi>
        </Link>
      </h2>
      <p className={styles['where']}>
        <ModelAndHook sae={sae} />
      </p>
      <dl className={`${styles['facts']} num`}>
        <div>
          <dt>Features</dt>
          <dd>{formatInteger(sae.d_sae)}</dd>
        </div>
        <div>
          <dt>Width</dt>
          <dd>{formatInteger(sae.d_in)}</dd>
        </div>
        <div>
          <dt>Architecture</dt>
          <dd>{sae.architecture}</dd>
        </div>
        {sae.activations?.mean_l0 !== undefined && (
          <div>
            <dt>L0</dt>
            <dd>{formatNumber(sae.activations.mean_l0, 3)}</dd>
          </div>
        )}
        {sae.label_count !== undefined && (
          <div>
            <dt>Labels</dt>
            <dd>{formatInteger(sae.label_count)}</dd>
          </div>
        )}
      </dl>
      <p className={styles['foot']}>
        <span>Registered {formatTime(sae.created_at)}</span>
        {warnings > 0 && (
          <span className={styles['warning']}>
            <Icon name="warning" />
            {plural(warnings, 'warning')}
          </span>
        )}
      </p>
    </li>
  );
}
