import { useSubscriptions } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { refresh, useAction } from '../../api/use-action.ts';
import type { Delivery } from '../../api/views.ts';
import { useCan } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { About } from '../../ui/about.tsx';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { useSubjectName } from '../events/use-subject-name.ts';
import { useTypeTitle } from '../events/use-type-title.ts';
import { useSubscriptionName } from '../subscriptions/use-subscription-name.ts';

const touches = ['deliveries', 'overview', 'subscriptions'];

/** The actions available for a delivery in its current state. */
export function DeliveryActions(props: { readonly delivery: Delivery; readonly small?: boolean }) {
  const { delivery, small = false } = props;
  const { id, status, subscriptionId, eventType, subject } = delivery;
  const titleOf = useTypeTitle();
  const subjectName = useSubjectName();
  const subscriptionName = useSubscriptionName();
  const about = [
    titleOf(eventType),
    ...(subject === null ? [] : [subjectName(subject)]),
    `to ${subscriptionName(subscriptionId)}`,
  ].join(', ');
  const mayChange = useCan('subscribe');
  const { data: subscriptions = [] } = useSubscriptions();
  const subscription = subscriptions.find((one) => one.id === subscriptionId);
  // A subscription that is not active sends nothing, even if it is due.
  const sends = subscription === undefined || subscription.status === 'active';
  const retry = useAction({
    run: () => relay.deliveries.retry({ id }),
    done: sends ? 'Retrying now.' : 'It will be sent once its subscription is enabled.',
    touches,
  });
  if (!mayChange || status === 'delivered') return null;
  const size = small ? 'small' : 'normal';
  return (
    <div class="row row-end above">
      {(sends || status !== 'pending') && (
        <Button size={size} busy={retry.busy} onClick={() => retry.run()}>
          {status === 'pending' ? 'Try now' : 'Retry'}
          {small && <About text={about} />}
        </Button>
      )}
      {status === 'pending' && (
        <ConfirmButton
          label={<>Cancel{small && <About text={about} />}</>}
          size={size}
          look="quiet"
          title={`Cancel the delivery of ${about}?`}
          action="Cancel the delivery"
          onConfirm={async () => {
            await relay.deliveries.cancel({ id });
            refresh(touches);
          }}
        >
          The subscriber will not receive this event, unless somebody retries it later. Deliveries
          that are waiting for it continue.
        </ConfirmButton>
      )}
    </div>
  );
}
