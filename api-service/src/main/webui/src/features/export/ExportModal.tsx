import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { getJob } from '../../api/exports';
import { getSae } from '../../api/saes';
import { Dialog } from '../../components/Dialog';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Loading } from '../../components/Loading';
import { useQuery } from '../../hooks/useQuery';
import { rememberedDraft } from './choices';
import { ExportForm } from './ExportForm';
import { fromConfig } from './fromConfig';

/** Loads what the form needs: the SAE and, to export again, the config of an earlier job. */
export function ExportModal({ saeId }: { saeId: string }) {
  const [, navigate] = useLocation();
  const [params] = useSearchParams();
  const [remembered] = useState(() => rememberedDraft(saeId));
  const from = params.get('from');
  const sae = useQuery(`sae/${saeId}`, (signal) => getSae(saeId, signal));
  const earlier = useQuery(`job/${from}`, async (signal) => (from ? getJob(from, signal) : null));
  const close = () => navigate(`/saes/${saeId}`);
  const error = sae.error ?? earlier.error;

  if (!sae.data || earlier.data === undefined) {
    return (
      <Dialog title="Export to Neuronpedia" onClose={close} wide>
        {error ? <ErrorBanner error={error} onRetry={sae.reload} /> : <Loading what="the SAE" />}
      </Dialog>
    );
  }
  const config = earlier.data?.config;
  return (
    <ExportForm sae={sae.data} initial={config ? fromConfig(config) : remembered} onClose={close} />
  );
}
