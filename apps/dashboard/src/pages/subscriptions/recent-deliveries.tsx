import { useQuery } from '@tanstack/preact-query';

import { relay } from '../../api/relay.ts';
import { whole } from '../../api/views.ts';
import type { Subscription } from '../../api/views.ts';
import { Loaded } from '../../ui/loading.tsx';
import { DeliveryTable } from '../deliveries/delivery-table.tsx';

const few = 5;

/** Lists the oldest pending deliveries, or the latest ones if none is pending. */
export function RecentDeliveries({ subscription }: { readonly subscription: Subscription }) {
  const waits = subscription.backlog.pending > 0;
  const deliveries = useQuery({
    queryKey: ['deliveries', 'recent', subscription.id, waits],
    queryFn: async ({ signal }) => {
      const { data } = await relay.deliveries.list(
        {
          subscriptionId: subscription.id,
          limit: few,
          ...(waits ? { status: 'pending', order: 'asc' } : { order: 'desc' }),
        },
        { signal },
      );
      return data.map(whole);
    },
  });
  return (
    <Loaded query={deliveries}>
      {(list) =>
        list.length === 0 ? (
          <p class="muted">No deliveries yet.</p>
        ) : (
          <div class="stack-small">
            <p class="muted small">{waits ? 'Waiting longest:' : 'Latest:'}</p>
            <DeliveryTable deliveries={list} ofOne />
          </div>
        )
      }
    </Loaded>
  );
}
