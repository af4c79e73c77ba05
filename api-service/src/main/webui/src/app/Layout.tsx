import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { signOut } from '../api/session';
import { Button } from '../components/Button';
import { useAccess } from '../stores/access';
import { useNewPage } from '../hooks/useNewPage';
import { ThemeSwitch } from '../components/ThemeSwitch';
import { ConnectionBanner } from './ConnectionBanner';
import styles from './Layout.module.css';

function NavLink({ href, pattern, children }: { href: string; pattern: string; children: string }) {
  const [active] = useRoute(pattern);
  const [exact] = useRoute(href);
  return (
    <Link href={href} aria-current={active || exact ? 'page' : undefined}>
      {children}
    </Link>
  );
}

// Where the service does not answer, the banner of the connection says so.
const leave = () => void signOut().catch(() => undefined);

export function Layout({ children }: { children: ReactNode }) {
  useNewPage('main');
  const signedIn = useAccess((state) => state.required && !state.needed);
  return (
    <>
      <a className={styles['skip']} href="#main">
        Skip to the content
      </a>
      <header className={styles['bar']}>
        <Link href="/" className={styles['brand']} aria-label="Neuronpedia Export">
          <img src="/favicon.svg" alt="" width="24" height="24" />
          <span>Neuronpedia Export</span>
        </Link>
        <nav aria-label="Main">
          <NavLink href="/" pattern="/saes/*">
            SAEs
          </NavLink>
          <NavLink href="/exports" pattern="/exports/*">
            Exports
          </NavLink>
        </nav>
        {signedIn && (
          <Button kind="quiet" small onClick={leave}>
            Sign out
          </Button>
        )}
        <ThemeSwitch />
      </header>
      <ConnectionBanner />
      <main id="main" tabIndex={-1} className={styles['main']}>
        {children}
      </main>
    </>
  );
}
