import type { Subscription } from '../../api/views.ts';

import { counted } from '../../text/number.ts';
import { duration, relativeTime, timeAhead } from '../../text/time.ts';
import type { Standing } from '../../ui/standing.ts';

/** Minimum duration shown for a failure, because clocks may differ by this much. Milliseconds. */
const second = 1_000;

/** Describes the state of a subscription. */
export function subscriptionStanding(subscription: Subscription, now: number): Standing {
  const { status, disabledReason, failingSince, expiresAt } = subscription;
  const waiting = backlogWords(subscription, now);
  switch (status) {
    case 'paused':
      return {
        tone: 'idle',
        word: 'Paused',
        sentence: `Nothing is sent. ${waiting} Enable it to send all that was missed, in order.`,
      };
    case 'disabled':
      return {
        tone: 'bad',
        word: 'Disabled',
        sentence: `${disabledReason ?? 'The relay disabled it.'} ${waiting} Fix the subscriber, then enable it: it gets all that it missed.`,
      };
    case 'released':
      return {
        tone: 'idle',
        word: 'Released',
        sentence: `Its subscriber let it go. ${
          expiresAt ? `It is deleted ${timeAhead(expiresAt, now)}` : 'It is deleted soon'
        } unless it is claimed again.`,
      };
    default:
      break;
  }
  if (failingSince !== null) {
    return {
      tone: 'bad',
      word: 'Fails',
      sentence: `Every attempt has failed for ${duration(Math.max(second, now - Date.parse(failingSince)))}. ${waiting} Look at its deliveries for what the subscriber answers.`,
    };
  }
  return paceStanding(subscription) ?? workingStanding(subscription, now);
}

const slowReasons: Readonly<Record<string, string>> = {
  too_fast: 'The subscriber said that it is sent to too fast, so the relay goes slower.',
  timeouts: 'The subscriber did not answer in time, so the relay goes slower.',
  latency: 'The subscriber answers slower and slower, so the relay goes slower.',
};

function paceStanding({ pace, backlog }: Subscription): Standing | undefined {
  const reason = pace.reason === null ? undefined : slowReasons[pace.reason];
  if (reason === undefined || backlog.pending === 0) return undefined;
  return {
    tone: 'warn',
    word: 'Slowed down',
    sentence: `${reason} ${counted(backlog.pending, 'delivery waits', 'deliveries wait')}.`,
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
          : 'Nothing was delivered yet. Send a test to see whether the subscriber answers.',
    };
  }
  const waiting = backlog.pending === 0 ? '' : ` ${backlogWords(subscription, now)}`;
  return {
    tone: 'ok',
    word: 'Works',
    sentence: `Last delivered ${relativeTime(lastDeliveredAt, now)}.${waiting}`,
  };
}

function backlogWords({ backlog }: Subscription, now: number): string {
  const { pending, oldestPendingAt } = backlog;
  if (pending === 0) return 'Nothing waits.';
  const since =
    oldestPendingAt === null ? '' : `, the oldest from ${relativeTime(oldestPendingAt, now)}`;
  return `${counted(pending, 'delivery waits', 'deliveries wait')}${since}.`;
}
