import { Plus } from 'lucide-preact';

import { useSubscriptions } from '../../api/queries.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount } from '../../text/number.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import { Table } from '../../ui/table.tsx';
import { useNow } from '../../ui/use-now.ts';
import { eventTypesText } from '../subscribe/event-type-choice.ts';
import { subscriptionSummary } from './subscription-summary.ts';
import { useSubscriptionName } from './use-subscription-name.ts';

export function SubscriptionsPage() {
  const subscriptions = useSubscriptions();
  const maySubscribe = useCan('subscribe');
  const subscriptionName = useSubscriptionName();
  const now = useNow();
  const subscribe = (
    <ButtonLink href="/subscriptions/new" look="primary">
      <Plus size={18} aria-hidden="true" />
      Subscribe
    </ButtonLink>
  );
  return (
    <Page
      title="Subscriptions"
      lead="Who receives which events, at which URL."
      actions={maySubscribe && subscribe}
    >
      <Loaded query={subscriptions}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="No subscriptions yet" {...(maySubscribe ? { action: subscribe } : {})}>
              The n8n nodes and the Zapier apps subscribe automatically. For anything else,
              subscribe its URL here.
            </Empty>
          ) : (
            <Table
              caption="Subscriptions"
              rows={list}
              keyOf={({ id }) => id}
              columns={[
                {
                  title: 'Subscriber',
                  cell: ({ id, url }) => (
                    <>
                      <a class="row-link" href={`/subscriptions/${id}`}>
                        {subscriptionName(id)}
                      </a>
                      <span class="sub">{url}</span>
                    </>
                  ),
                },
                {
                  title: 'State',
                  cell: (subscription) => {
                    const { tone, label, text } = subscriptionSummary(subscription, now);
                    return (
                      <>
                        <Status tone={tone}>{label}</Status>
                        <span class="sub">{text}</span>
                      </>
                    );
                  },
                },
                {
                  title: 'Events',
                  cell: ({ eventTypes }) => <span class="words">{eventTypesText(eventTypes)}</span>,
                },
                {
                  title: 'Waiting',
                  end: true,
                  cell: ({ backlog }) => <span class="number">{formatCount(backlog.pending)}</span>,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
