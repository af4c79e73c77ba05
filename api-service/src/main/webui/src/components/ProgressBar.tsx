import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  label: string;
  /** 0..1 */
  value: number;
  tone?: 'run' | 'ok' | 'bad' | 'off' | 'wait';
  thin?: boolean;
}

export function ProgressBar({ label, value, tone = 'run', thin = false }: ProgressBarProps) {
  const percent = Math.floor(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={`${styles['bar']} ${styles[tone]} ${thin ? styles['thin'] : ''}`}
    >
      <div className={styles['fill']} style={{ inlineSize: `${value * 100}%` }} />
    </div>
  );
}
