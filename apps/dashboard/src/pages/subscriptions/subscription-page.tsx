import { useRoute } from 'preact-iso';

import { useSubscription } from '../../api/queries.ts';
import type { Subscription } from '../../api/views.ts';
import { useCan } from '../../app/session.tsx';
import { hostOf } from '../../text/names.ts';
import { formatCount } from '../../text/number.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { FullMoment, Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { RecentDeliveries } from './recent-deliveries.tsx';
import { Replays } from '../replays/replays.tsx';
import { eventTypesText } from '../subscribe/event-type-choice.ts';
import { SubscriptionActions } from './subscription-actions.tsx';
import { paceText, subscriptionSummary } from './subscription-summary.ts';
import { TestSubscription } from './test-subscription.tsx';

/** Shows a subscription: its state, settings and deliveries, with actions. */
export function SubscriptionPage() {
  const id = useRoute().params['id'] ?? '';
  const subscription = useSubscription(id);
  const mayChange = useCan('subscribe');
  const { data } = subscription;
  return (
    <Page
      title={data === undefined ? 'Subscription' : (data.description ?? hostOf(data.url))}
      up={{ href: '/subscriptions', label: 'Subscriptions' }}
      actions={data !== undefined && mayChange && <SubscriptionActions subscription={data} />}
    >
      <Loaded query={subscription}>{(shown) => <Shown subscription={shown} />}</Loaded>
    </Page>
  );
}

const orderings: Readonly<Record<string, string>> = {
  subject: 'For each invoice, order or estimate',
  connection: 'For each connection',
  none: 'None',
};

function Shown({ subscription }: { readonly subscription: Subscription }) {
  const now = useNow();
  const mayChange = useCan('subscribe');
  const { tone, label, text } = subscriptionSummary(subscription, now);
  const { backlog } = subscription;
  return (
    <>
      <Notice tone={tone} title={label}>
        {text}
      </Notice>
      <Card>
        <Facts
          facts={[
            ['URL', <code class="breaks">{subscription.url}</code>],
            ['Events', eventTypesText(subscription.eventTypes)],
            ['Connections', <ConnectionNames ids={subscription.connectionIds} />],
            ['Order', orderings[subscription.ordering] ?? subscription.ordering],
            [
              'Waiting',
              backlog.oldestPendingAt === null ? (
                'Nothing'
              ) : (
                <>
                  {formatCount(backlog.pending)}, the oldest from{' '}
                  <Moment at={backlog.oldestPendingAt} />
                </>
              ),
            ],
            [
              'Last delivered',
              subscription.lastDeliveredAt === null ? (
                'Not yet'
              ) : (
                <Moment at={subscription.lastDeliveredAt} />
              ),
            ],
            ['Pace', paceText(subscription, now)],
            subscription.headerNames.length === 0
              ? undefined
              : ['Custom headers', subscription.headerNames.join(', ')],
            ['Created', <FullMoment at={subscription.createdAt} />],
            ['ID', <code>{subscription.id}</code>],
          ]}
        />
      </Card>
      <Card
        title="Deliveries"
        actions={
          <ButtonLink size="small" href={`/deliveries?status=all&subscription=${subscription.id}`}>
            Show all
          </ButtonLink>
        }
      >
        <RecentDeliveries subscription={subscription} />
      </Card>
      <Replays subscription={subscription} />
      {mayChange && (
        <Card title="Test">
          <TestSubscription subscription={subscription} />
        </Card>
      )}
    </>
  );
}

function ConnectionNames({ ids }: { readonly ids: readonly string[] | null }) {
  const connectionName = useConnectionName();
  if (ids === null) return <>All, including future ones</>;
  return <>{ids.map((id) => connectionName(id) ?? id).join(', ')}</>;
}
