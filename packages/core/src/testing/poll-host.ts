import assert from 'node:assert/strict';

import { SourceError } from '../errors/index.ts';
import type { Activity, AnySource, PollStart } from '../source/index.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { eventsOf, expectedEvents } from './normalized.ts';
import { createPollMemory } from './poll-memory.ts';
import type { TestPollMemory } from './poll-memory.ts';
import { pollUntilDone } from './poll-until-done.ts';
import type { PollRun } from './poll-until-done.ts';
import type { ExpectedActivity, PollChange, PollContractOptions } from './vendor-options.ts';
import { openVendorSession } from './vendor-session.ts';
import type { VendorSession } from './vendor-session.ts';

type Poll = NonNullable<AnySource['poll']>;

/** How a source is polled, with defaults filled in. */
export type PollPlan = PollContractOptions<unknown> &
  Required<Pick<PollContractOptions<unknown>, 'intervalSeconds' | 'maxSteps'>>;

/** A host that polls one connection. */
export interface PollHost {
  readonly session: VendorSession;
  readonly source: AnySource;
  readonly memory: TestPollMemory;
  poll(options?: { readonly requested?: boolean; readonly signal?: AbortSignal }): Promise<PollRun>;
  /** Waits for an interval, or longer, and polls. */
  pollLater(options?: {
    readonly requested?: boolean;
    readonly seconds?: number;
  }): Promise<PollRun>;
}

export function pollPlan(options: SourceContractOptions<unknown>): PollPlan {
  if (!options.poll) throw new SourceError('source_capability_missing', 'poll is not described.');
  const { intervalSeconds = 300, maxSteps = 100 } = options.poll;
  return { ...options.poll, intervalSeconds, maxSteps };
}

/** @param use.watch examines every step, or makes it in another way */
export function openPollHost(
  options: SourceContractOptions<unknown>,
  use: {
    readonly startFrom: PollStart;
    readonly session?: VendorSession;
    readonly source?: AnySource;
    readonly watch?: (poll: Poll, session: VendorSession) => Poll;
  },
): PollHost {
  const { intervalSeconds, maxSteps } = pollPlan(options);
  const session = use.session ?? openVendorSession(options);
  const source = use.source ?? session.createSource();
  const memory = createPollMemory();
  const poll: Poll = async (...step) => {
    if (source.poll) return source.poll(...step);
    throw new SourceError('source_capability_missing', 'The source offers no poll.');
  };
  const host: PollHost = {
    session,
    source,
    memory,
    poll: ({ requested = false, signal = new AbortController().signal } = {}) => {
      // No two polls start at the same time; a vendor may well stamp them with the same second.
      session.clock.advance(1);
      return pollUntilDone({
        ...session.context,
        source: { poll: use.watch?.(poll, session) ?? poll },
        memory,
        startFrom: use.startFrom,
        intervalSeconds,
        maxSteps,
        requested,
        signal,
      });
    },
    pollLater: ({ requested = false, seconds = intervalSeconds } = {}) => {
      session.clock.advance(seconds * 1000);
      return host.poll({ requested });
    },
  };
  return host;
}

/**
 * The first poll, and one after each of the changes, which all happen to one stand-in: immediately,
 * or an interval later.
 */
export async function pollStory(
  host: PollHost,
  changes: readonly PollChange<unknown>[],
  next: 'pollLater' | 'poll' = 'pollLater',
): Promise<readonly Activity[]> {
  await host.poll();
  for (const change of changes) {
    await change.make(host.session.vendor);
    await host[next]({ requested: true });
  }
  return host.memory.activities;
}

/** Each activity once, and nothing else. */
export function assertTold(options: {
  readonly source: AnySource;
  readonly activities: readonly Activity[];
  readonly expected: readonly ExpectedActivity[];
  readonly when: string;
  /** If the vendor was failing, they may arrive in another order. */
  readonly inAnyOrder?: true;
}): void {
  const { source, activities, when, inAnyOrder } = options;
  const inOneOrder = (told: ReturnType<typeof eventsOf>) =>
    told.map((events) => JSON.stringify(events)).toSorted();
  const told = eventsOf(source, activities);
  const expected = expectedEvents(options.expected);
  const [all, allExpected] = [inOneOrder(told), inOneOrder(expected)];
  assert.deepEqual(all, allExpected, `${when} the activities differ from what happened.`);
  if (!inAnyOrder) {
    assert.deepEqual(
      told,
      expected,
      `${when} everything that happened was returned, but in another order. If that is the order in which the vendor reports it, and each document keeps its own order, describe it that way.`,
    );
  }
  const ids = activities.map(({ id }) => id);
  assert.equal(
    new Set(ids).size,
    ids.length,
    `${when} two activities have the same id: ${ids.join()}`,
  );
}
