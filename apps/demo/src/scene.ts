import { eventId } from '@invoice-relay/core/events';

import type { SandboxActivity } from './plumbing/sandbox-control.ts';
import { expectSoon } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Connected } from './steps/connect.ts';
import type { RunningRelay } from './steps/start-relay.ts';
import type { RunningSandbox } from './steps/start-sandbox.ts';
import type { Subscribed } from './steps/subscribe.ts';

/** Everything set up so far, for the steps that follow. */
export interface Scene extends Connected, Subscribed {
  readonly stage: Stage;
  readonly sandbox: RunningSandbox;
  readonly relay: RunningRelay;
}

/**
 * Returns the id of the event that an activity becomes. Ids are derived, so anyone can compute
 * them.
 */
export function eventIdOf(options: {
  readonly scene: Scene;
  readonly activity: SandboxActivity;
}): string {
  const { scene, activity } = options;
  return eventId({ connectionId: scene.connection.id, activityId: String(activity.Id) });
}

/** Returns the number of events that the relay stores for this connection. */
export async function countEvents({ relay, connection }: Scene): Promise<number> {
  let count = 0;
  const query = { connectionId: connection.id, limit: 200 };
  for await (const _event of relay.client.events.iterate(query)) count += 1;
  return count;
}

/** Waits until the subscriber has accepted all of them. */
export async function expectAccepted(options: {
  readonly scene: Scene;
  readonly ids: readonly string[];
  readonly what: string;
}): Promise<void> {
  const { scene, ids, what } = options;
  const missing = () => {
    const there = new Set(scene.subscriber.accepted.map(({ id }) => id));
    return ids.filter((id) => !there.has(id));
  };
  await expectSoon({
    stage: scene.stage,
    what,
    look: () => (missing().length === 0 ? true : undefined),
    seen: () => {
      const refused = scene.subscriber.attempts.find(({ problem }) => problem !== undefined);
      const why =
        refused === undefined ? '' : `\nthe subscriber rejected ${refused.id}: ${refused.problem}`;
      return `${missing().length} of ${ids.length} did not arrive: ${missing().join(', ')}${why}`;
    },
  });
}

/** Posts to the ingest URL, as the vendor does. */
export async function postToIngest(options: {
  readonly scene: Scene;
  readonly body: Buffer;
}): Promise<{ readonly status: number; readonly answer: Readonly<Record<string, unknown>> }> {
  const response = await fetch(options.scene.ingestUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array(options.body),
    signal: AbortSignal.timeout(5_000),
  });
  return {
    status: response.status,
    answer: (await response.json()) as Readonly<Record<string, unknown>>,
  };
}
