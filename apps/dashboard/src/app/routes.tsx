import { lazy, Route, Router, useLocation } from 'preact-iso';

import { ButtonLink } from '../ui/button.tsx';
import { Boundary } from '../ui/boundary.tsx';
import { Page } from '../ui/page.tsx';

// Each page is loaded when somebody goes there.
const OverviewPage = lazy(
  async () => (await import('../pages/overview/overview-page.tsx')).OverviewPage,
);
const EventsPage = lazy(async () => (await import('../pages/events/events-page.tsx')).EventsPage);
const EventPage = lazy(async () => (await import('../pages/events/event-page.tsx')).EventPage);
const DeliveriesPage = lazy(
  async () => (await import('../pages/deliveries/deliveries-page.tsx')).DeliveriesPage,
);
const DeliveryPage = lazy(
  async () => (await import('../pages/deliveries/delivery-page.tsx')).DeliveryPage,
);
const ConnectionsPage = lazy(
  async () => (await import('../pages/connections/connections-page.tsx')).ConnectionsPage,
);
const ConnectPage = lazy(
  async () => (await import('../pages/connect/connect-page.tsx')).ConnectPage,
);
const ConnectionPage = lazy(
  async () => (await import('../pages/connections/connection-page.tsx')).ConnectionPage,
);
const SetUpPage = lazy(async () => (await import('../pages/connect/set-up-page.tsx')).SetUpPage);
const SubscriptionsPage = lazy(
  async () => (await import('../pages/subscriptions/subscriptions-page.tsx')).SubscriptionsPage,
);
const SubscribePage = lazy(
  async () => (await import('../pages/subscribe/subscribe-page.tsx')).SubscribePage,
);
const SubscriptionPage = lazy(
  async () => (await import('../pages/subscriptions/subscription-page.tsx')).SubscriptionPage,
);
const ApiKeysPage = lazy(
  async () => (await import('../pages/api-keys/api-keys-page.tsx')).ApiKeysPage,
);
const BackfillsPage = lazy(
  async () => (await import('../pages/backfills/backfills-page.tsx')).BackfillsPage,
);
const QuarantinePage = lazy(
  async () => (await import('../pages/quarantine/quarantine-page.tsx')).QuarantinePage,
);
const QuarantinedPage = lazy(
  async () => (await import('../pages/quarantine/quarantined-page.tsx')).QuarantinedPage,
);

export function Routes() {
  const { path } = useLocation();
  return (
    <Boundary path={path}>
      <Router onRouteChange={() => scrollTo(0, 0)}>
        <Route path="/" component={OverviewPage} />
        <Route path="/events" component={EventsPage} />
        <Route path="/events/:id" component={EventPage} />
        <Route path="/deliveries" component={DeliveriesPage} />
        <Route path="/deliveries/:id" component={DeliveryPage} />
        <Route path="/connections" component={ConnectionsPage} />
        <Route path="/connections/new" component={ConnectPage} />
        <Route path="/connections/:id" component={ConnectionPage} />
        <Route path="/connections/:id/set-up" component={SetUpPage} />
        <Route path="/subscriptions" component={SubscriptionsPage} />
        <Route path="/subscriptions/new" component={SubscribePage} />
        <Route path="/subscriptions/:id" component={SubscriptionPage} />
        <Route path="/api-keys" component={ApiKeysPage} />
        <Route path="/backfills" component={BackfillsPage} />
        <Route path="/quarantine" component={QuarantinePage} />
        <Route path="/quarantine/:id" component={QuarantinedPage} />
        <Route default component={NotFound} />
      </Router>
    </Boundary>
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
