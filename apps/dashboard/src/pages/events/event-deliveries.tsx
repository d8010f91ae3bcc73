import { useQuery } from '@tanstack/preact-query';
import type { RefObject } from 'preact';

import { useSubscriptions } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { usePages } from '../../api/use-pages.ts';
import { whole, wholeDelivery } from '../../api/views.ts';
import type { Delivery } from '../../api/views.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Attempts } from '../deliveries/attempts.tsx';
import { DeliveryActions } from '../deliveries/delivery-actions.tsx';
import { DeliveryTable } from '../deliveries/delivery-table.tsx';
import { deliverySummary } from '../deliveries/delivery-summary.ts';
import { useSubscriptionName } from '../subscriptions/use-subscription-name.ts';

/** Lists the deliveries of an event, including their attempts if there are only a few. */
export function EventDeliveries({ eventId }: { readonly eventId: string }) {
  const deliveries = usePages({
    key: ['deliveries', 'of-event', eventId],
    load: (page, options) => relay.deliveries.list({ eventId, ...page }, options),
    keyOf: ({ id }) => id,
  });
  return (
    <div class="stack">
      <Loaded query={deliveries}>
        {(list) => <AllDeliveries deliveries={list.map(whole)} body={deliveries.body} />}
      </Loaded>
      <More query={deliveries} />
    </div>
  );
}

/** Maximum number of deliveries whose attempts are shown inline. */
const few = 5;

function AllDeliveries(props: {
  readonly deliveries: readonly Delivery[];
  readonly body: RefObject<HTMLTableSectionElement>;
}) {
  const { deliveries, body } = props;
  if (deliveries.length === 0) {
    return (
      <Empty title="No deliveries">
        No subscription selected this event when it was created. A replay can send it to one that
        does now.
      </Empty>
    );
  }
  if (deliveries.length > few) return <DeliveryTable deliveries={deliveries} body={body} />;
  return (
    <ul class="stack-large">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <OneDelivery delivery={delivery} />
        </li>
      ))}
    </ul>
  );
}

function OneDelivery({ delivery }: { readonly delivery: Delivery }) {
  const now = useNow();
  const { data: subscriptions = [] } = useSubscriptions();
  const subscriptionName = useSubscriptionName();
  const subscription = subscriptions.find(({ id }) => id === delivery.subscriptionId);
  const { tone, label, text } = deliverySummary({
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
          <a href={`/deliveries/${id}`}>{subscriptionName(delivery.subscriptionId)}</a>
          <Status tone={tone}>{label}</Status>
        </div>
        <DeliveryActions delivery={delivery} small />
      </div>
      <p>{text}</p>
      <Loaded query={detail}>{({ attempts }) => <Attempts attempts={attempts} />}</Loaded>
    </div>
  );
}
