import type { Subscription } from '../../api/views.ts';

import { counted } from '../../text/number.ts';
import { relativeTime, timeAhead, timeSince } from '../../text/time.ts';
import type { Standing } from '../../ui/standing.ts';

/** Describes the state of a subscription. */
export function subscriptionStanding(subscription: Subscription, now: number): Standing {
  const { status, disabledReason, failingSince, expiresAt } = subscription;
  const waiting = backlogWords(subscription, now);
  switch (status) {
    case 'paused':
      return {
        tone: 'idle',
        word: 'Paused',
        sentence: `Nothing is sent. ${waiting} Enable it to send all missed events, in order.`,
      };
    case 'disabled':
      return {
        tone: 'bad',
        word: 'Disabled',
        sentence: `${disabledReason ?? 'The relay disabled it.'} ${waiting} Fix the subscriber, then enable it to send all missed events.`,
      };
    case 'released':
      return {
        tone: 'idle',
        word: 'Released',
        sentence: `Its subscriber released it. ${
          expiresAt ? `It will be deleted ${timeAhead(expiresAt, now)}` : 'It will be deleted soon'
        } unless it is claimed again.`,
      };
    default:
      break;
  }
  if (failingSince !== null) {
    return {
      tone: 'bad',
      word: 'Failing',
      sentence: `Every attempt has failed for ${timeSince(failingSince, now)}. ${waiting} Its deliveries show how the subscriber responds.`,
    };
  }
  return paceStanding(subscription) ?? workingStanding(subscription, now);
}

const slowReasons: Readonly<Record<string, string>> = {
  too_fast: 'The subscriber reported too many requests, so the relay has slowed down.',
  timeouts: 'The subscriber did not respond in time, so the relay has slowed down.',
  latency: 'The subscriber responds more and more slowly, so the relay has slowed down.',
};

function paceStanding({ pace, backlog }: Subscription): Standing | undefined {
  const reason = pace.reason === null ? undefined : slowReasons[pace.reason];
  if (reason === undefined || backlog.pending === 0) return undefined;
  return {
    tone: 'warn',
    word: 'Slowed down',
    sentence: `${reason} ${counted(backlog.pending, 'delivery is waiting', 'deliveries are waiting')}.`,
  };
}

function workingStanding(subscription: Subscription, now: number): Standing {
  const { lastDeliveredAt, backlog } = subscription;
  if (lastDeliveredAt === null) {
    return {
      tone: backlog.pending > 0 ? 'info' : 'idle',
      word: 'Ready',
      sentence:
        backlog.pending > 0
          ? backlogWords(subscription, now)
          : 'Nothing was delivered yet. Send a test to see whether the subscriber responds.',
    };
  }
  const waiting = backlog.pending === 0 ? '' : ` ${backlogWords(subscription, now)}`;
  return {
    tone: 'ok',
    word: 'Working',
    sentence: `Last delivered ${relativeTime(lastDeliveredAt, now)}.${waiting}`,
  };
}

function backlogWords({ backlog }: Subscription, now: number): string {
  const { pending, oldestPendingAt } = backlog;
  if (pending === 0) return 'Nothing is waiting.';
  const since =
    oldestPendingAt === null ? '' : `, the oldest from ${relativeTime(oldestPendingAt, now)}`;
  return `${counted(pending, 'delivery is waiting', 'deliveries are waiting')}${since}.`;
}
