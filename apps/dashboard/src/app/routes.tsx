import type { ApiKeyScope } from '@invoice-relay/relay-client';
import { lazy, Route, Router, useLocation, useRoute } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';

import { ButtonLink } from '../ui/button.tsx';
import { Boundary } from '../ui/boundary.tsx';
import { Loading } from '../ui/loading.tsx';
import { Page } from '../ui/page.tsx';
import { useIsSlow } from '../ui/use-is-slow.ts';
import { loadOrExplain } from './missing-file.ts';
import { useCan, useSession } from './session.tsx';

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

/** The scopes that pages require, if reading is not enough for them. */
const scopes: Readonly<Partial<Record<keyof typeof files, ApiKeyScope>>> = {
  '/connections/new': 'admin',
  '/connections/:id/set-up': 'admin',
  '/subscriptions/new': 'subscribe',
  '/api-keys': 'admin',
  '/quarantine': 'admin',
  '/quarantine/:id': 'admin',
};

const pages = Object.entries(files).map(([path, load]) => {
  const LazyPage = lazy(() => loadOrExplain(load));
  const scope = scopes[path as keyof typeof files] ?? 'read';
  return {
    path,
    Shown: () => {
      const { id } = useRoute().params;
      if (!useCan(scope)) return <NotAllowed />;
      // A different id is a different page: state such as an open dialog is not carried over.
      return <LazyPage key={id} />;
    },
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
      <CurrentPage />
    </Boundary>
  );
}

/** Until the file of the page has loaded, the previous page is shown, but not for long. */
function CurrentPage() {
  const [isLoading, setIsLoading] = useState(false);
  const takesLong = useIsSlow(isLoading);
  return (
    <>
      {takesLong && <Loading />}
      <div hidden={takesLong}>
        <Router onLoadStart={() => setIsLoading(true)} onLoadEnd={() => setIsLoading(false)}>
          {pages.map(({ path: pattern, Shown }) => (
            <Route key={pattern} path={pattern} component={Shown} />
          ))}
          <Route default component={NotFound} />
        </Router>
      </div>
    </>
  );
}

/** Instead of a form that could not be submitted, for example after following a bookmark. */
function NotAllowed() {
  const { key } = useSession();
  return (
    <Page
      title="Your key does not allow this"
      lead={`You are signed in with ${key.name}. Sign in with a key that has more permissions to open this page.`}
    >
      <div>
        <ButtonLink href="/">Go to the overview</ButtonLink>
      </div>
    </Page>
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
