import type { Replay } from '@invoice-relay/relay-client';
import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

import { allPages } from '../../api/all-pages.ts';
import { relay } from '../../api/relay.ts';
import { whileSignedIn } from '../../api/session-state.ts';
import { refresh } from '../../api/use-action.ts';
import type { Subscription } from '../../api/views.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount } from '../../text/number.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { isUnderWay, replayLabel } from './replay-label.ts';

const few = 5;

/** Shows the latest replays of a subscription, and starts new ones. */
export function Replays({ subscription }: { readonly subscription: Subscription }) {
  const mayReplay = useCan('subscribe');
  const [open, setOpen] = useState(false);
  const replays = useQuery({
    queryKey: ['replays', subscription.id],
    queryFn: async ({ signal }) => latest(subscription.id, signal),
    refetchInterval: ({ state }) => state.data?.some(isUnderWay) === true && whileSignedIn(1_000),
  });
  return (
    <Card
      title="Replays"
      actions={
        mayReplay && (
          <Button size="small" onClick={() => setOpen(true)}>
            Replay events
          </Button>
        )
      }
    >
      <Loaded query={replays}>
        {(list) =>
          list.length === 0 ? (
            <p class="muted">
              A replay sends past events again, for example after the subscriber lost some.
            </p>
          ) : (
            <ul class="stack">
              {list.map((replay) => (
                <li key={replay.id}>
                  <OneReplay replay={replay} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && <ReplayDialog subscription={subscription} onClose={() => setOpen(false)} />}
    </Card>
  );
}

async function latest(subscriptionId: string, signal: AbortSignal): Promise<readonly Replay[]> {
  // The API lists the oldest first.
  const all = await allPages(relay.replays.iterate({ subscriptionId, limit: 200 }, { signal }));
  return all.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt)).slice(0, few);
}

function OneReplay({ replay }: { readonly replay: Replay }) {
  const mayReplay = useCan('subscribe');
  const { id, delivered, dead, total } = replay;
  return (
    <div class="stack-small">
      <Progress
        label={replayLabel(replay)}
        done={replay.state === 'cancelled' ? delivered : delivered + dead}
        total={total}
      />
      <div class="spread small muted">
        <span>
          Started <Moment at={replay.createdAt} />
          {dead > 0 && `, ${formatCount(dead)} given up`}
        </span>
        {mayReplay && id !== null && isUnderWay(replay) && (
          <ConfirmButton
            label="Cancel"
            size="small"
            look="quiet"
            title="Cancel this replay?"
            action="Cancel the replay"
            onConfirm={async () => {
              await relay.replays.cancel({ id });
              refresh(['replays', 'deliveries', 'subscriptions']);
            }}
          >
            No more deliveries are created, and pending ones are cancelled.
          </ConfirmButton>
        )}
      </div>
    </div>
  );
}
