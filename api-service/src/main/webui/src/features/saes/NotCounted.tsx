import { useState } from 'react';
import { useLocation } from 'wouter';
import { asApiError, type ApiError } from '../../api/errors';
import { computeDashboards } from '../../api/exports';
import { Button, LinkButton } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { ErrorBanner } from '../../components/ErrorBanner';
import styles from './NotCounted.module.css';

/** Before the first job of an SAE its features have no numbers to list. */
export function NotCounted({ saeId }: { saeId: string }) {
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();

  const count = async () => {
    setBusy(true);
    setError(undefined);
    try {
      navigate(`/exports/${(await computeDashboards(saeId)).id}`);
    } catch (failure) {
      setError(asApiError(failure));
      setBusy(false);
    }
  };

  return (
    <>
      {error && <ErrorBanner error={error} />}
      <EmptyState
        inPanel
        title="The features are not counted yet"
        action={
          <div className={styles['actions']}>
            <Button kind="primary" disabled={busy} onClick={() => void count()}>
              {busy ? 'Starting…' : 'Compute the dashboards'}
            </Button>
            <LinkButton href={`/saes/${saeId}/features/0`}>Open feature 0</LinkButton>
          </div>
        }
      >
        Computing the dashboards, or a first export, counts how often each feature fires and fills
        this table. Any feature can be opened before that.
      </EmptyState>
    </>
  );
}
