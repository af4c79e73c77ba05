import type { ReactNode } from 'react';
import styles from './Banner.module.css';

export type BannerKind = 'danger' | 'warn' | 'info' | 'ok';

interface BannerProps {
  kind: BannerKind;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** A message about the whole page or form; errors are read out at once. */
export function Banner({ kind, title, children, action }: BannerProps) {
  return (
    <div
      className={`${styles['banner']} ${styles[kind]}`}
      role={kind === 'danger' ? 'alert' : 'status'}
    >
      <div className={styles['text']}>
        <p className={styles['title']}>{title}</p>
        {children}
      </div>
      {action && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
