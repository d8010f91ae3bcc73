import { ErrorBoundary, lazy, Route, Router } from 'preact-iso';
import { useState } from 'preact/hooks';

import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem.tsx';

// Each page is loaded when somebody goes there.
const Overview = lazy(
  async () => (await import('../pages/overview/overview-page.tsx')).OverviewPage,
);
const Connections = lazy(
  async () => (await import('../pages/connections/connections-page.tsx')).ConnectionsPage,
);

export function Routes() {
  const [error, setError] = useState<unknown>(null);
  if (error !== null) {
    return (
      <Page title="This page did not load">
        <ProblemNotice error={error} onRetry={() => location.reload()} />
      </Page>
    );
  }
  return (
    <ErrorBoundary onError={setError}>
      <Router onRouteChange={() => scrollTo(0, 0)}>
        <Route path="/" component={Overview} />
        <Route path="/connections" component={Connections} />
        <Route default component={NotFound} />
      </Router>
    </ErrorBoundary>
  );
}

function NotFound() {
  return (
    <Page
      title="There is no such page"
      lead="The address may be incomplete, or of an older version."
    >
      <div>
        <ButtonLink href="/">Go to the overview</ButtonLink>
      </div>
    </Page>
  );
}
