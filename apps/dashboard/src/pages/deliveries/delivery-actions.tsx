import { relay } from '../../api/relay.ts';
import { refresh, useAction } from '../../api/use-action.ts';
import type { Delivery } from '../../api/views.ts';
import { useCan } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm.tsx';

const touches = ['deliveries', 'overview', 'subscriptions'];

/** What can be done with a delivery as it stands. */
export function DeliveryActions(props: { readonly delivery: Delivery; readonly small?: boolean }) {
  const { delivery, small = false } = props;
  const { id, status } = delivery;
  const mayChange = useCan('subscribe');
  const retry = useAction({
    run: () => relay.deliveries.retry({ id }),
    done: 'It is tried again now.',
    touches,
  });
  if (!mayChange || status === 'delivered') return null;
  const size = small ? 'small' : 'normal';
  return (
    <div class="row row-end above">
      <Button size={size} busy={retry.busy} onClick={() => retry.run()}>
        {status === 'pending' ? 'Try now' : 'Retry'}
      </Button>
      {status === 'pending' && (
        <ConfirmButton
          label="Cancel"
          size={size}
          look="quiet"
          title="Cancel this delivery?"
          action="Cancel the delivery"
          onConfirm={async () => {
            await relay.deliveries.cancel({ id });
            refresh(touches);
          }}
        >
          The subscriber does not get this event, unless somebody retries it later. What waits
          behind it goes on.
        </ConfirmButton>
      )}
    </div>
  );
}
