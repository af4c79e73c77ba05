import { useState } from 'react';
import { useLocation } from 'wouter';
import { forgetSae, getSae } from '../../api/saes';
import type { LabelsLoaded } from '../../api/types';
import { Banner } from '../../components/Banner';
import { Button, LinkButton } from '../../components/Button';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Loading } from '../../components/Loading';
import { PageHeader } from '../../components/PageHeader';
import { useQuery } from '../../hooks/useQuery';
import { useTitle } from '../../hooks/useTitle';
import { plural } from '../../lib/format';
import { FeatureBrowser } from './FeatureBrowser';
import { LoadLabelsDialog } from './LoadLabelsDialog';
import { ModelAndHook } from './ModelAndHook';
import { SaeFacts } from './SaeFacts';

const CRUMBS = [{ text: 'SAEs', href: '/' }];

export function SaePage({ saeId }: { saeId: string }) {
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState<'labels' | 'forget'>();
  const [loaded, setLoaded] = useState<LabelsLoaded & { at: number }>();
  const { data: sae, error, loading, reload } = useQuery(`sae/${saeId}`, (s) => getSae(saeId, s));
  useTitle(sae?.name ?? 'SAE');

  if (!sae) {
    return (
      <>
        <PageHeader title="SAE" crumbs={CRUMBS} />
        {error && <ErrorBanner error={error} onRetry={reload} />}
        {loading && <Loading what="the SAE" />}
      </>
    );
  }

  return (
    <>
      <PageHeader
        title={sae.name}
        crumbs={CRUMBS}
        subtitle={<ModelAndHook sae={sae} />}
        actions={
          <>
            <Button kind="quiet" onClick={() => setAsked('forget')}>
              Forget…
            </Button>
            <Button onClick={() => setAsked('labels')}>Load labels…</Button>
            <LinkButton kind="primary" href={`/saes/${saeId}/export`}>
              Export to Neuronpedia
            </LinkButton>
          </>
        }
      />
      {(sae.warnings ?? []).map((warning) => (
        <Banner key={warning} kind="warn" title="Worth a look before exporting">
          <p>{warning}</p>
        </Banner>
      ))}
      <SaeFacts sae={sae} />
      {loaded && (
        <Banner kind="ok" title={`${plural(loaded.labelled, 'label')} loaded`}>
          <p>
            {loaded.undone > 0 && `${plural(loaded.undone, 'earlier edit')} undone. `}Exports that
            start from now on have them.
          </p>
        </Banner>
      )}
      <FeatureBrowser key={loaded?.at} sae={sae} />
      {asked === 'labels' && (
        <LoadLabelsDialog
          sae={sae}
          onClose={() => setAsked(undefined)}
          onLoaded={(labels) => {
            setLoaded({ ...labels, at: Date.now() });
            reload();
          }}
        />
      )}
      {asked === 'forget' && (
        <ConfirmDialog
          title={`Forget ${sae.name}?`}
          confirm="Forget it"
          keep="Keep it"
          onConfirm={async () => {
            await forgetSae(saeId);
            navigate('/');
          }}
          onClose={() => setAsked(undefined)}
        >
          <p>
            Its labels and cached dashboards are removed from the service. The files of the SAE, the
            model and the activations stay where they are.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
