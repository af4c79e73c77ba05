import { useState } from 'react';
import { listSaes } from '../../api/saes';
import { LinkButton } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Icon } from '../../components/Icon';
import { Loading } from '../../components/Loading';
import { PageHeader } from '../../components/PageHeader';
import { Pager } from '../../components/Pager';
import { useQuery } from '../../hooks/useQuery';
import { useTitle } from '../../hooks/useTitle';
import { SaeCard } from './SaeCard';
import styles from './SaesPage.module.css';

const SIZE = 24;

export function SaesPage() {
  useTitle('SAEs');
  const [page, setPage] = useState(0);
  const saes = useQuery(`saes?${page}`, (signal) => listSaes(page, SIZE, signal));
  const register = (
    <LinkButton kind="primary" href="/saes/new">
      <Icon name="plus" />
      Register an SAE
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Sparse autoencoders"
        subtitle="Browse what each feature does, then export it to Neuronpedia and SAELens."
        actions={saes.data && saes.data.total > 0 && register}
      />
      {saes.error && <ErrorBanner error={saes.error} onRetry={saes.reload} />}
      {!saes.data && saes.loading && <Loading what="the SAEs" />}
      {saes.data?.total === 0 && (
        <EmptyState title="No SAE is registered yet" action={register}>
          Name the folders of an SAE, of the model it was trained on and of its feature activations.
          Each is read once for its fingerprint; nothing is copied.
        </EmptyState>
      )}
      {saes.data && saes.data.total > 0 && (
        <>
          <ul className={styles['grid']}>
            {saes.data.items.map((sae) => (
              <SaeCard key={sae.id} sae={sae} />
            ))}
          </ul>
          <Pager page={page} size={SIZE} total={saes.data.total} onPage={setPage} />
        </>
      )}
    </>
  );
}
