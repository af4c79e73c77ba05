import { archiveName } from '../../api/exports';
import { getSae } from '../../api/saes';
import type { Job } from '../../api/types';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Loading } from '../../components/Loading';
import { useQuery } from '../../hooks/useQuery';
import { formatTime } from '../../lib/format';
import { ArchivePanel } from './ArchivePanel';
import { namesOf } from './commands';
import styles from './DonePanel.module.css';
import { ImportPanel } from './ImportPanel';
import { SaelensPanel } from './SaelensPanel';
import { useAddresses } from './useAddresses';

/** What came out, and the commands that use it. */
export function DonePanel({ job }: { job: Job }) {
  const sae = useQuery(`sae/${job.sae_id}`, (signal) => getSae(job.sae_id, signal));
  const name = useQuery(`archive/${job.id}`, (signal) => archiveName(job, signal));
  const addresses = useAddresses(job);
  const error = name.error ?? addresses.error ?? sae.error;
  const names = sae.data && namesOf(job, sae.data);
  // What the browser's own download is called, so that the commands fit both.
  const file = name.data ?? `${job.id}.zip`;
  const { origin } = window.location;
  const withImport = job.config?.include_neuronpedia_import !== false;
  const withWeights = job.config?.include_saelens_weights !== false;
  const retry = () => [sae, name, addresses].forEach((query) => query.error && query.reload());
  if (!addresses.data) {
    return error ? <ErrorBanner error={error} onRetry={retry} /> : <Loading what="the commands" />;
  }
  return (
    <>
      {error && <ErrorBanner error={error} onRetry={retry} />}
      <ArchivePanel
        job={job}
        names={names}
        file={file}
        url={new URL(addresses.data.download, origin).href}
      />
      <div className={styles['next']}>
        {withImport && names && (
          <ImportPanel origin={origin} s3Path={addresses.data.s3} names={names} />
        )}
        {withWeights && <SaelensPanel file={file} />}
      </div>
      {addresses.data.until && (
        <p className={styles['note']}>
          The addresses in these commands need no token and work until{' '}
          {formatTime(addresses.data.until)}: whoever has them can read exports. Load the page again
          for new ones.
        </p>
      )}
    </>
  );
}
