import { useId, type ReactNode } from 'react';
import styles from './IncludeSwitch.module.css';

interface IncludeSwitchProps {
  name: string;
  note: string;
  on: boolean;
  error?: string | undefined;
  onChange: (on: boolean) => void;
  /** The parameters, there while the switch is on. */
  children?: ReactNode;
}

export function IncludeSwitch({ name, note, on, error, onChange, children }: IncludeSwitchProps) {
  const id = useId();
  return (
    <div className={styles['box']} role="group" aria-label={name}>
      <label className={styles['head']}>
        <input
          type="checkbox"
          role="switch"
          checked={on}
          aria-label={name}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>
          <strong>{name}</strong>
          <small id={`${id}-note`} className={error ? styles['error'] : undefined}>
            {error ?? note}
          </small>
        </span>
      </label>
      {on && children && <div className={styles['parameters']}>{children}</div>}
    </div>
  );
}
