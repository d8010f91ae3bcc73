import type { DeliveryStatus } from '@invoice-relay/relay-client';

import { useSubscriptions } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { usePages } from '../../api/use-pages.ts';
import { whole } from '../../api/views.ts';
import { useAddress } from '../../app/use-address.ts';
import { Segments } from '../../ui/choices.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { useSubscriptionName } from '../subscriptions/use-subscription-name.ts';
import { DeliveryTable } from './delivery-table.tsx';

const statuses = [
  { value: 'pending', label: 'Waiting' },
  { value: 'dead', label: 'Given up' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'all', label: 'All' },
];

const nothing: Readonly<Record<string, readonly [string, string]>> = {
  pending: ['Nothing is waiting', 'Everything has been delivered or given up.'],
  dead: [
    'Nothing was given up',
    'A failing delivery is attempted ten times, over about three days, before it is given up.',
  ],
  delivered: ['Nothing was delivered yet', 'Subscribe a URL to send events to it.'],
  cancelled: ['Nothing was cancelled', 'Deliveries that somebody cancels are listed here.'],
  all: ['No deliveries yet', 'Subscribe a URL to send events to it.'],
};

/** Lists deliveries by status, and what pending ones are waiting for. */
export function DeliveriesPage() {
  const { query: address, change } = useAddress();
  const status = statuses.some(({ value }) => value === address['status'])
    ? (address['status'] as string)
    : 'pending';
  const subscriptionId = address['subscription'] ?? '';
  const subscriptions = useSubscriptions();
  const subscriptionName = useSubscriptionName();
  const deliveries = usePages({
    key: ['deliveries', 'list', { status, subscriptionId }],
    load: (page, options) =>
      relay.deliveries.list(
        {
          // Oldest first for pending deliveries, newest first for finished ones.
          order: status === 'pending' ? 'asc' : 'desc',
          ...page,
          ...(status === 'all' ? {} : { status: status as DeliveryStatus }),
          ...(subscriptionId === '' ? {} : { subscriptionId }),
        },
        options,
      ),
    keyOf: ({ id }) => id,
  });
  const [title, hint] = nothing[status] ?? ['No deliveries', ''];
  return (
    <Page title="Deliveries" lead="Each delivery sends one event to one subscription.">
      <div class="spread">
        <Segments
          label="State"
          value={status}
          choices={statuses}
          onChange={(value) => change({ status: value === 'pending' ? '' : value })}
        />
        <SelectField
          label="Subscription"
          value={subscriptionId}
          choices={[
            { value: '', label: 'All' },
            ...(subscriptions.data ?? []).map(({ id }) => ({
              value: id,
              label: subscriptionName(id),
            })),
          ]}
          onChange={(value) => change({ subscription: value })}
        />
      </div>
      <Loaded query={deliveries}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={title}>{hint}</Empty>
          ) : (
            <DeliveryTable deliveries={list.map(whole)} body={deliveries.body} />
          )
        }
      </Loaded>
      <More query={deliveries} />
    </Page>
  );
}
