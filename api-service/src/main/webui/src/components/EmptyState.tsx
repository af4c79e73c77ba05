import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** An empty list says what belongs here and how it gets there. */
export function EmptyState({
  title,
  children,
  action,
  inPanel = false,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Inside a panel, whose frame is enough. */
  inPanel?: boolean;
}) {
  return (
    <div className={`${styles['empty']} ${inPanel ? '' : styles['framed']}`}>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
