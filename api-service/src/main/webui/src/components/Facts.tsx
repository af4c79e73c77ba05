import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export interface Fact {
  name: string;
  value: ReactNode;
  mono?: boolean;
  /** Takes the room of two or more. */
  wide?: boolean;
}

/** Names and values; a fact whose value is undefined is not there. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts
        .filter((fact) => fact.value !== undefined)
        .map((fact) => (
          <div key={fact.name} className={fact.wide ? styles['wide'] : undefined}>
            <dt>{fact.name}</dt>
            <dd className={fact.mono ? styles['mono'] : 'num'}>{fact.value}</dd>
          </div>
        ))}
    </dl>
  );
}
