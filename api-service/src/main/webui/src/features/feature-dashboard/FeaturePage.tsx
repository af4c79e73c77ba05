import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { getSae } from '../../api/saes';
import { ErrorBanner } from '../../components/ErrorBanner';
import { Loading } from '../../components/Loading';
import { PageHeader } from '../../components/PageHeader';
import { useHotkeys } from '../../hooks/useHotkeys';
import { useQuery } from '../../hooks/useQuery';
import { useTitle } from '../../hooks/useTitle';
import { DashboardView } from './DashboardView';
import { forgetDashboard, loadDashboard } from './dashboards';
import { FeatureNavigation } from './FeatureNavigation';
import { LabelEditor } from './LabelEditor';
import { Button } from '../../components/Button';
import { Icon } from '../../components/Icon';
import styles from './FeaturePage.module.css';

export function FeaturePage({ saeId, index }: { saeId: string; index: number }) {
  const [, navigate] = useLocation();
  const [editing, setEditing] = useState(false);
  const sae = useQuery(`sae/${saeId}`, (signal) => getSae(saeId, signal));
  const dashboard = useQuery(`dashboard/${saeId}/${index}`, () => loadDashboard(saeId, index));
  const last = sae.data && sae.data.d_sae - 1;
  const data = dashboard.data;
  useTitle(`Feature ${index}${data && !dashboard.stale && data.label ? ` – ${data.label}` : ''}`);

  const go = (to: number) => {
    if (last !== undefined && to >= 0 && to <= last) navigate(`/saes/${saeId}/features/${to}`);
  };
  const next = () => go(index + 1);
  const previous = () => go(index - 1);
  useHotkeys({ ArrowRight: next, ArrowLeft: previous, j: next, k: previous });

  const shown = data !== undefined && !dashboard.stale;
  useEffect(() => {
    // The neighbours are what is most likely read next.
    if (!shown || last === undefined) return;
    for (const neighbour of [index + 1, index - 1]) {
      if (neighbour >= 0 && neighbour <= last)
        loadDashboard(saeId, neighbour).catch(() => undefined);
    }
  }, [shown, saeId, index, last]);

  const label = data?.label ?? data?.description;
  return (
    <>
      <PageHeader
        crumbs={[
          { text: 'SAEs', href: '/' },
          { text: sae.data?.name ?? '…', href: `/saes/${saeId}` },
        ]}
        title={
          <>
            <span className={`${styles['index']} num`}>{index}</span>{' '}
            {shown && label !== undefined && <bdi>{label}</bdi>}
            {shown && label === undefined && <span className={styles['unlabelled']}>no label</span>}
          </>
        }
        subtitle={
          // Always there, so that turning to the next feature moves nothing.
          <span className={styles['subtitle']}>
            {data?.category && <bdi>{data.category}</bdi>}
            {data?.label && data.description && <bdi>{data.description}</bdi>}
            <Button kind="quiet" small disabled={!shown} onClick={() => setEditing(true)}>
              <Icon name="edit" />
              {label ? 'Edit label' : 'Add a label'}
            </Button>
          </span>
        }
        actions={<FeatureNavigation index={index} last={last} onGo={go} />}
      />
      {sae.error && <ErrorBanner error={sae.error} onRetry={sae.reload} />}
      {dashboard.error && <ErrorBanner error={dashboard.error} onRetry={dashboard.reload} />}
      {!data && !dashboard.error && <Loading what="the dashboard" />}
      {data && !dashboard.error && (
        <div className={dashboard.stale ? styles['stale'] : undefined} aria-busy={dashboard.stale}>
          <DashboardView key={data.feature_index} dashboard={data} />
        </div>
      )}
      {editing && data && (
        <LabelEditor
          saeId={saeId}
          dashboard={data}
          onClose={() => setEditing(false)}
          onSaved={() => {
            forgetDashboard(saeId, index);
            dashboard.reload();
          }}
        />
      )}
    </>
  );
}
