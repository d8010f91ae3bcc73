import { useQuery } from '@tanstack/preact-query';

import { useSubscriptions } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { whole, wholeDelivery } from '../../api/views.ts';
import type { Delivery } from '../../api/views.ts';
import { hostOf } from '../../text/names.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Attempts } from '../deliveries/attempts.tsx';
import { DeliveryActions } from '../deliveries/delivery-actions.tsx';
import { deliveryStanding } from '../deliveries/delivery-words.ts';

/** What became of an event: its deliveries, and every attempt of each. */
export function EventDeliveries({ eventId }: { readonly eventId: string }) {
  const deliveries = useQuery({
    queryKey: ['deliveries', 'of-event', eventId],
    queryFn: async ({ signal }) => {
      const { data } = await relay.deliveries.list({ eventId, limit: 100 }, { signal });
      return data.map(whole);
    },
  });
  return (
    <Loaded query={deliveries}>
      {(list) =>
        list.length === 0 ? (
          <Empty title="Nobody was to get this event">
            No subscription asked for its type when it happened. A replay sends it to one that does
            now.
          </Empty>
        ) : (
          <ul class="stack-large">
            {list.map((delivery) => (
              <li key={delivery.id}>
                <OneDelivery delivery={delivery} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function OneDelivery({ delivery }: { readonly delivery: Delivery }) {
  const now = useNow();
  const { data: subscriptions = [] } = useSubscriptions();
  const subscription = subscriptions.find(({ id }) => id === delivery.subscriptionId);
  const { tone, word, sentence } = deliveryStanding({
    delivery,
    subscriptionStatus: subscription?.status,
    now,
  });
  const { id } = delivery;
  const detail = useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: async ({ signal }) => wholeDelivery(await relay.deliveries.get({ id }, { signal })),
  });
  return (
    <div class="stack">
      <div class="spread">
        <div class="row">
          <a href={`/deliveries/${id}`}>
            {subscription?.description ?? hostOf(subscription?.url ?? delivery.subscriptionId)}
          </a>
          <Status tone={tone}>{word}</Status>
        </div>
        <DeliveryActions delivery={delivery} small />
      </div>
      <p>{sentence}</p>
      <Loaded query={detail}>{({ attempts }) => <Attempts attempts={attempts} />}</Loaded>
    </div>
  );
}
