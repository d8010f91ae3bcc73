import { useEventTypeNames, useSubscriptions } from '../../api/queries.ts';
import type { Delivery } from '../../api/views.ts';
import { hostOf, subjectName, typeInWords } from '../../text/names.ts';
import { Moment } from '../../ui/moment.tsx';
import { Status } from '../../ui/status.tsx';
import { Table } from '../../ui/table.tsx';
import { useNow } from '../../ui/use-now.ts';
import { DeliveryActions } from './delivery-actions.tsx';
import { deliveryStanding } from './delivery-words.ts';

/** Deliveries, with what each waits for. */
export function DeliveryTable({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const now = useNow();
  const { data: subscriptions = [] } = useSubscriptions();
  const { data: types = [] } = useEventTypeNames();
  return (
    <Table
      caption="Deliveries"
      rows={deliveries}
      keyOf={({ id }) => id}
      columns={[
        {
          title: 'Event',
          cell: ({ id, eventType, subject, subscriptionId }) => {
            const subscription = subscriptions.find((one) => one.id === subscriptionId);
            return (
              <>
                <a class="row-link" href={`/deliveries/${id}`}>
                  {types.find(({ type }) => type === eventType)?.title ?? typeInWords(eventType)}
                </a>
                {subject !== null && <span class="sub">{subjectName(subject)}</span>}
                <span class="sub">
                  to {subscription?.description ?? hostOf(subscription?.url ?? subscriptionId)}
                </span>
              </>
            );
          },
        },
        {
          title: 'State',
          cell: (delivery) => {
            const subscriptionStatus = subscriptions.find(
              ({ id }) => id === delivery.subscriptionId,
            )?.status;
            const standing = deliveryStanding({ delivery, subscriptionStatus, now });
            return (
              <>
                <Status tone={standing.tone}>{standing.word}</Status>
                <span class="sub">{standing.sentence}</span>
              </>
            );
          },
        },
        { title: 'Since', cell: ({ createdAt }) => <Moment at={createdAt} /> },
        {
          title: '',
          end: true,
          cell: (delivery) => <DeliveryActions delivery={delivery} small />,
        },
      ]}
    />
  );
}
