import { lazy, Route, Router, useLocation, useRoute } from 'preact-iso';
import { useEffect } from 'preact/hooks';

import { ButtonLink } from '../ui/button.tsx';
import { Boundary } from '../ui/boundary.tsx';
import { Page } from '../ui/page.tsx';
import { orTell } from './missing-file.ts';

/** Each page is a separate chunk, so that the first one loads without waiting for the others. */
const files = {
  '/': async () => (await import('../pages/overview/overview-page.tsx')).OverviewPage,
  '/events': async () => (await import('../pages/events/events-page.tsx')).EventsPage,
  '/events/:id': async () => (await import('../pages/events/event-page.tsx')).EventPage,
  '/deliveries': async () =>
    (await import('../pages/deliveries/deliveries-page.tsx')).DeliveriesPage,
  '/deliveries/:id': async () =>
    (await import('../pages/deliveries/delivery-page.tsx')).DeliveryPage,
  '/connections': async () =>
    (await import('../pages/connections/connections-page.tsx')).ConnectionsPage,
  '/connections/new': async () => (await import('../pages/connect/connect-page.tsx')).ConnectPage,
  '/connections/:id': async () =>
    (await import('../pages/connections/connection-page.tsx')).ConnectionPage,
  '/connections/:id/set-up': async () =>
    (await import('../pages/connect/set-up-page.tsx')).SetUpPage,
  '/subscriptions': async () =>
    (await import('../pages/subscriptions/subscriptions-page.tsx')).SubscriptionsPage,
  '/subscriptions/new': async () =>
    (await import('../pages/subscribe/subscribe-page.tsx')).SubscribePage,
  '/subscriptions/:id': async () =>
    (await import('../pages/subscriptions/subscription-page.tsx')).SubscriptionPage,
  '/api-keys': async () => (await import('../pages/api-keys/api-keys-page.tsx')).ApiKeysPage,
  '/backfills': async () => (await import('../pages/backfills/backfills-page.tsx')).BackfillsPage,
  '/quarantine': async () =>
    (await import('../pages/quarantine/quarantine-page.tsx')).QuarantinePage,
  '/quarantine/:id': async () =>
    (await import('../pages/quarantine/quarantined-page.tsx')).QuarantinedPage,
};

const pages = Object.entries(files).map(([path, load]) => {
  const LazyPage = lazy(() => orTell(load));
  return {
    path,
    // A different id is a different page: state such as an open dialog is not carried over.
    Shown: path.includes(':id') ? () => <LazyPage key={useRoute().params['id']} /> : LazyPage,
  };
});

/** How long the first page has the network to itself. Milliseconds. */
const headStartMs = 3_000;

/** Preloads all pages, so that each opens instantly, even while the relay is unreachable. */
function loadAll(): void {
  // A page that fails to load now is requested again when it is opened.
  for (const load of Object.values(files)) load().catch(() => undefined);
}

export function Routes() {
  const { path } = useLocation();
  useEffect(() => {
    const timer = setTimeout(loadAll, headStartMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Boundary path={path}>
      <Router>
        {pages.map(({ path: pattern, Shown }) => (
          <Route key={pattern} path={pattern} component={Shown} />
        ))}
        <Route default component={NotFound} />
      </Router>
    </Boundary>
  );
}

function NotFound() {
  return (
    <Page title="Page not found" lead="The address may be incomplete or outdated.">
      <div>
        <ButtonLink href="/">Go to the overview</ButtonLink>
      </div>
    </Page>
  );
}
