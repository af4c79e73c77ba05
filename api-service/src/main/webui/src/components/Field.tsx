import { useId, type ReactNode } from 'react';
import styles from './Field.module.css';

export interface FieldControl {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  /** The hint stands beside the label, where room is short. */
  beside?: boolean;
  optional?: boolean;
  children: (control: FieldControl) => ReactNode;
}

/** A label, its control, and below it the error or else the hint. */
export function Field(props: FieldProps) {
  const { label, hint, error, optional = false, beside = false, children } = props;
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = error !== undefined || hint !== undefined;
  const note = (
    <div id={noteId} className={error === undefined ? styles['hint'] : styles['error']}>
      {error ?? hint}
    </div>
  );
  const noteBeside = beside && error === undefined;
  return (
    <div className={styles['field']}>
      <div className={noteBeside ? styles['line'] : undefined}>
        <label htmlFor={id}>
          {label}
          {optional && <span className={styles['optional']}> optional</span>}
        </label>
        {hasNote && noteBeside && note}
      </div>
      {children({
        id,
        'aria-invalid': error !== undefined,
        'aria-describedby': hasNote ? noteId : undefined,
      })}
      {hasNote && !noteBeside && note}
    </div>
  );
}
