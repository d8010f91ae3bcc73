import { useQuery } from '@tanstack/preact-query';
import { useRoute } from 'preact-iso';

import { useSubscriptions } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { wholeDelivery } from '../../api/views.ts';
import type { DeliveryWithAttempts } from '../../api/views.ts';
import { Loaded } from '../../ui/loading.tsx';
import { FullMoment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { useNow } from '../../ui/use-now.ts';
import { historyHref } from '../events/history.ts';
import { useSubjectName } from '../events/use-subject-name.ts';
import { useTypeTitle } from '../events/use-type-title.ts';
import { useSubscriptionName } from '../subscriptions/use-subscription-name.ts';
import { Attempts } from './attempts.tsx';
import { DeliveryActions } from './delivery-actions.tsx';
import { deliveryAhead, deliverySummary } from './delivery-summary.ts';

const causes: Readonly<Record<string, string>> = {
  live: 'Its event was created while the subscription was active.',
  catch_up: 'Its event was created while the subscription was paused or disabled.',
  replay: 'It was created by a replay.',
  retry: 'It was retried by hand.',
};

/** Shows a delivery with all its attempts. */
export function DeliveryPage() {
  const id = useRoute().params['id'] ?? '';
  const delivery = useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: async ({ signal }) => wholeDelivery(await relay.deliveries.get({ id }, { signal })),
  });
  const { data } = delivery;
  const titleOf = useTypeTitle();
  return (
    <Page
      title={data === undefined ? 'Delivery' : `Delivery of ${titleOf(data.eventType)}`}
      up={{ href: '/deliveries', label: 'Deliveries' }}
      actions={data !== undefined && <DeliveryActions delivery={data} />}
    >
      <Loaded query={delivery}>{(shown) => <Shown delivery={shown} />}</Loaded>
    </Page>
  );
}

/** The subject of the delivery, linked to its event history. */
function About({ delivery: { eventId, subject } }: { readonly delivery: DeliveryWithAttempts }) {
  const event = useQuery({
    queryKey: ['events', 'one', eventId],
    queryFn: ({ signal }) => relay.events.get({ id: eventId }, { signal }),
  });
  const subjectName = useSubjectName();
  if (subject === null) return <>–</>;
  if (event.data === undefined) return <>{subjectName(subject)}</>;
  return <a href={historyHref(event.data)}>{subjectName(subject)}</a>;
}

function Shown({ delivery }: { readonly delivery: DeliveryWithAttempts }) {
  const now = useNow();
  const { data: subscriptions = [] } = useSubscriptions();
  const subscriptionName = useSubscriptionName();
  const subscription = subscriptions.find(({ id }) => id === delivery.subscriptionId);
  const subscriptionStatus = subscription?.status;
  const summary = deliverySummary({ delivery, subscriptionStatus, now });
  const ahead = deliveryAhead({ delivery, subscriptionStatus });
  return (
    <>
      <Notice tone={summary.tone} title={summary.label}>
        {summary.text}
        {ahead !== null && (
          <>
            {' '}
            <a href={`/deliveries/${ahead.deliveryId}`}>View that delivery</a>
          </>
        )}
      </Notice>
      <Card>
        <Facts
          facts={[
            ['Subject', <About delivery={delivery} />],
            ['Event', <a href={`/events/${delivery.eventId}`}>{delivery.eventType}</a>],
            [
              'Subscription',
              <a href={`/subscriptions/${delivery.subscriptionId}`}>
                {subscriptionName(delivery.subscriptionId)}
              </a>,
            ],
            ['Cause', causes[delivery.cause ?? ''] ?? delivery.cause],
            ['Created', <FullMoment at={delivery.createdAt} />],
            ['ID', <code>{delivery.id}</code>],
          ]}
        />
      </Card>
      <Card title="Attempts">
        <Attempts attempts={delivery.attempts} />
      </Card>
    </>
  );
}
