import { Banner } from '../components/Banner';
import { call } from '../api/client';
import { useInterval } from '../hooks/useInterval';
import { useConnection } from '../stores/connection';
import styles from './ConnectionBanner.module.css';

const PROBE_MS = 2_000;

/** While the service is gone: says so on every page and tries until it answers. */
export function ConnectionBanner() {
  const up = useConnection((state) => state.up);
  // Any answer at all means that the service is back: the client notes it.
  const probe = () => call('/q/health/live').catch(() => undefined);
  useInterval(up ? undefined : PROBE_MS, () => void probe());
  if (up) return null;
  return (
    <div className={styles['place']}>
      <Banner kind="danger" title="The service does not answer">
        <p>
          What you see may be out of date. The page tries again every two seconds; running exports
          are not affected by this page.
        </p>
      </Banner>
    </div>
  );
}
