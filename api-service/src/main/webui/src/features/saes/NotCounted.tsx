import { useState } from 'react';
import { useLocation } from 'wouter';
import { asApiError, type ApiError } from '../../api/errors';
import { computeDashboards } from '../../api/exports';
import { Banner } from '../../components/Banner';
import { Button, LinkButton } from '../../components/Button';
import { EmptyState } from '../../components/EmptyState';
import { ErrorBanner } from '../../components/ErrorBanner';
import styles from './NotCounted.module.css';

const TITLE = 'The features are not counted yet';

interface NotCountedProps {
  saeId: string;
  /** Whether features are listed all the same, since they have labels. */
  listed?: boolean;
}

/** Before the first job of an SAE its features have no numbers to list. */
export function NotCounted({ saeId, listed = false }: NotCountedProps) {
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

  const compute = (
    <Button kind="primary" small={listed} disabled={busy} onClick={() => void count()}>
      {busy ? 'Starting…' : 'Compute the dashboards'}
    </Button>
  );

  if (listed) {
    return (
      <>
        {error && <ErrorBanner error={error} />}
        <Banner kind="info" title={TITLE} action={compute}>
          <p>
            Computing the dashboards, or a first export, counts how often each feature fires and
            fills the last columns.
          </p>
        </Banner>
      </>
    );
  }

  return (
    <>
      {error && <ErrorBanner error={error} />}
      <EmptyState
        inPanel
        title={TITLE}
        action={
          <div className={styles['actions']}>
            {compute}
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
