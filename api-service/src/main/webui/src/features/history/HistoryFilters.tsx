import type { JobStatus, Sae } from '../../api/types';
import { STATUS } from '../../components/StatusBadge';
import { formatInteger } from '../../lib/format';
import styles from './HistoryFilters.module.css';

interface HistoryFiltersProps {
  totals: Partial<Record<JobStatus, number>>;
  status: JobStatus | undefined;
  saes: Sae[];
  saeId: string;
  onStatus: (status: JobStatus | undefined) => void;
  onSae: (saeId: string) => void;
}

export function HistoryFilters(props: HistoryFiltersProps) {
  const { totals, status, saes, saeId, onStatus, onSae } = props;
  const all = Object.values(totals).reduce((sum, count) => sum + count, 0);
  const choices: { value: JobStatus | undefined; text: string; count: number }[] = [
    { value: undefined, text: 'All', count: all },
    ...(Object.keys(STATUS) as JobStatus[]).map((value) => ({
      value,
      text: STATUS[value].text,
      count: totals[value] ?? 0,
    })),
  ];
  return (
    <div className={styles['filters']}>
      <div className={styles['statuses']} role="group" aria-label="Status">
        {choices.map(({ value, text, count }) => (
          <button
            key={text}
            type="button"
            aria-pressed={status === value}
            onClick={() => onStatus(value)}
          >
            {text} <span className="num">{formatInteger(count)}</span>
          </button>
        ))}
      </div>
      <label className={styles['sae']}>
        <span className="visually-hidden">SAE</span>
        <select value={saeId} onChange={(event) => onSae(event.target.value)}>
          <option value="">All SAEs</option>
          {saes.map((sae) => (
            <option key={sae.id} value={sae.id}>
              {sae.name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
