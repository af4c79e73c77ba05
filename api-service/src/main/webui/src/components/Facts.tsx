import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export interface Fact {
  name: string;
  value: ReactNode;
  mono?: boolean;
  /** Takes the room of two or more. */
  wide?: boolean;
}

/** Names and values; a fact whose value is undefined is not there, nor a list without any. */
export function Facts({ facts }: { facts: Fact[] }) {
  const there = facts.filter((fact) => fact.value !== undefined);
  if (there.length === 0) return null;
  return (
    <dl className={styles['facts']}>
      {there.map((fact) => (
        <div key={fact.name} className={fact.wide ? styles['wide'] : undefined}>
          <dt>{fact.name}</dt>
          <dd className={fact.mono ? styles['mono'] : 'num'}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
