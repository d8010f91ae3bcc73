import type { RefObject } from 'preact';

import { useSubscriptions } from '../../api/queries.ts';
import type { Delivery } from '../../api/views.ts';
import { Moment } from '../../ui/moment.tsx';
import { Status } from '../../ui/status.tsx';
import { Table } from '../../ui/table.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useSubjectName } from '../events/use-subject-name.ts';
import { useTypeTitle } from '../events/use-type-title.ts';
import { useSubscriptionName } from '../subscriptions/use-subscription-name.ts';
import { DeliveryActions } from './delivery-actions.tsx';
import { deliverySummary } from './delivery-summary.ts';

/** A table of deliveries with their states. */
export function DeliveryTable(props: {
  readonly deliveries: readonly Delivery[];
  /** Whether all belong to one subscription, so that rows omit its name. */
  readonly ofOne?: boolean;
  readonly body?: RefObject<HTMLTableSectionElement> | undefined;
}) {
  const { deliveries, ofOne = false, body } = props;
  const now = useNow();
  const { data: subscriptions = [] } = useSubscriptions();
  const titleOf = useTypeTitle();
  const subjectName = useSubjectName();
  const subscriptionName = useSubscriptionName();
  return (
    <Table
      caption="Deliveries"
      rows={deliveries}
      keyOf={({ id }) => id}
      body={body}
      columns={[
        {
          title: 'Event',
          cell: ({ id, eventType, subject, subscriptionId }) => (
            <>
              <a class="row-link" href={`/deliveries/${id}`}>
                {titleOf(eventType)}
              </a>
              {subject !== null && <span class="sub">{subjectName(subject)}</span>}
              {!ofOne && <span class="sub">to {subscriptionName(subscriptionId)}</span>}
            </>
          ),
        },
        {
          title: 'State',
          cell: (delivery) => {
            const subscriptionStatus = subscriptions.find(
              ({ id }) => id === delivery.subscriptionId,
            )?.status;
            const summary = deliverySummary({ delivery, subscriptionStatus, now });
            return (
              <>
                <Status tone={summary.tone}>{summary.label}</Status>
                <span class="sub">{summary.text}</span>
              </>
            );
          },
        },
        { title: 'Created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
        {
          title: '',
          end: true,
          cell: (delivery) => <DeliveryActions delivery={delivery} small />,
        },
      ]}
    />
  );
}
