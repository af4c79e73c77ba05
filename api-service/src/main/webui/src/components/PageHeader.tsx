import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './PageHeader.module.css';

export interface Crumb {
  text: string;
  href: string;
}

interface PageHeaderProps {
  title: ReactNode;
  crumbs?: Crumb[];
  subtitle?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, crumbs = [], subtitle, actions }: PageHeaderProps) {
  return (
    <header className={styles['header']}>
      <div className={styles['text']}>
        {crumbs.length > 0 && (
          <nav aria-label="Breadcrumb" className={styles['crumbs']}>
            {crumbs.map((crumb) => (
              <Fragment key={crumb.href}>
                <Link href={crumb.href}>
                  <bdi>{crumb.text}</bdi>
                </Link>
                <span aria-hidden="true">/</span>
              </Fragment>
            ))}
          </nav>
        )}
        <h1>{title}</h1>
        {subtitle && <p className={styles['subtitle']}>{subtitle}</p>}
      </div>
      {actions && <div className={styles['actions']}>{actions}</div>}
    </header>
  );
}
