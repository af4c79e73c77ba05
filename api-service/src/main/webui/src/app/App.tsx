import { Route, Switch } from 'wouter';
import { lookUpSession } from '../api/session';
import { FeaturePage } from '../features/feature-dashboard/FeaturePage';
import { ExportModal } from '../features/export/ExportModal';
import { JobActions } from '../features/export/JobActions';
import { JobPage } from '../features/export/JobPage';
import { HistoryPage } from '../features/history/HistoryPage';
import { RegisterPage } from '../features/saes/RegisterPage';
import { SaePage } from '../features/saes/SaePage';
import { SaesPage } from '../features/saes/SaesPage';
import { useQuery } from '../hooks/useQuery';
import { useAccess } from '../stores/access';
import { Layout } from './Layout';
import { NotFoundPage } from './NotFoundPage';
import { SignInPage } from './SignInPage';

/** Every page has its address; the modal too, so that a link can open it. */
export function App() {
  const locked = useAccess((state) => state.needed);
  // Asked again when the service comes back: it may ask for a token now.
  useQuery('session', lookUpSession);
  if (locked) {
    return (
      <Layout>
        <SignInPage />
      </Layout>
    );
  }
  return (
    <Layout>
      <Switch>
        <Route path="/">
          <SaesPage />
        </Route>
        <Route path="/saes/new">
          <RegisterPage />
        </Route>
        <Route path="/saes/:id/features/:index">
          {({ id, index }) => <FeaturePage saeId={id} index={Number(index)} />}
        </Route>
        {/* One route for both, so that the page behind the modal stays as it is. */}
        <Route path={/^\/saes\/(?<id>[^/]+)(?<modal>\/export)?\/?$/}>
          {({ id = '', modal }) => (
            <>
              <SaePage key={id} saeId={id} />
              {modal && <ExportModal saeId={id} />}
            </>
          )}
        </Route>
        <Route path="/exports">
          <HistoryPage
            actions={(job, onChanged) => <JobActions job={job} onChanged={onChanged} inList />}
          />
        </Route>
        <Route path="/exports/:id">{({ id }) => <JobPage key={id} jobId={id} />}</Route>
        <Route>
          <NotFoundPage />
        </Route>
      </Switch>
    </Layout>
  );
}
