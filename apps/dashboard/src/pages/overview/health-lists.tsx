import { useConnections, useSubscriptions } from '../../api/queries.ts';
import { useCan } from '../../app/session.tsx';
import { useInLabels } from '../../forms/use-in-labels.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Card } from '../../ui/page.tsx';
import type { StatusSummary } from '../../ui/status.tsx';
import { Status } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { useSubscriptionName } from '../subscriptions/use-subscription-name.ts';
import { connectionSummary } from '../connections/connection-summary.ts';
import { subscriptionSummary } from '../subscriptions/subscription-summary.ts';

/** Lists the states of connections and subscriptions, most urgent first. */
export function HealthLists() {
  const connections = useConnections();
  const subscriptions = useSubscriptions();
  const mayConnect = useCan('admin');
  const maySubscribe = useCan('subscribe');
  const connectionName = useConnectionName();
  const subscriptionName = useSubscriptionName();
  const inLabels = useInLabels();
  const now = useNow();
  return (
    <div class="columns">
      <Card title="Connections">
        <Loaded query={connections}>
          {(list) =>
            list.length === 0 ? (
              <Empty
                title="Start here"
                action={
                  mayConnect && (
                    <ButtonLink look="primary" href="/connections/new">
                      Connect
                    </ButtonLink>
                  )
                }
              >
                Connect an account of an invoicing system, and what happens in it becomes events.
              </Empty>
            ) : (
              <SummaryList
                all="/connections"
                items={list.map((connection) => {
                  const summary = connectionSummary(connection);
                  return {
                    id: connection.id,
                    name: connectionName(connection.id) ?? connection.name,
                    href: `/connections/${connection.id}`,
                    summary: {
                      ...summary,
                      text: inLabels(summary.text, connection.source),
                    },
                  };
                })}
              />
            )
          }
        </Loaded>
      </Card>
      <Card title="Subscriptions">
        <Loaded query={subscriptions}>
          {(list) =>
            list.length === 0 ? (
              <Empty
                title="No subscriptions yet"
                action={
                  maySubscribe && <ButtonLink href="/subscriptions/new">Subscribe</ButtonLink>
                }
              >
                Subscribe a URL: a workflow in n8n or Zapier, or your own code.
              </Empty>
            ) : (
              <SummaryList
                all="/subscriptions"
                items={list.map((subscription) => ({
                  id: subscription.id,
                  name: subscriptionName(subscription.id),
                  href: `/subscriptions/${subscription.id}`,
                  summary: subscriptionSummary(subscription, now),
                }))}
              />
            )
          }
        </Loaded>
      </Card>
    </div>
  );
}

interface Item {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly summary: StatusSummary;
}

const urgency = { bad: 0, warn: 1, info: 2, idle: 3, ok: 4 };

/** Maximum number of items; the rest is on a separate page. */
const most = 6;

function SummaryList(props: { readonly items: readonly Item[]; readonly all: string }) {
  const { items, all } = props;
  const sorted = items.toSorted(
    (one, other) => urgency[one.summary.tone] - urgency[other.summary.tone],
  );
  return (
    <ul class="summaries">
      {sorted.slice(0, most).map(({ id, name, href, summary }) => (
        <li key={id}>
          <div class="spread">
            <a class="breaks" href={href}>
              {name}
            </a>
            <Status tone={summary.tone}>{summary.label}</Status>
          </div>
          <p class="small muted breaks">{summary.text}</p>
        </li>
      ))}
      {sorted.length > most && (
        <li class="small">
          <a href={all}>and {sorted.length - most} more</a>
        </li>
      )}
    </ul>
  );
}
