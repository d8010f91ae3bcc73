import type { Subscription } from '../../api/views.ts';

import { counted } from '../../text/number.ts';
import { relativeTime, timeAhead, timeSince } from '../../text/time.ts';
import type { StatusSummary } from '../../ui/status.tsx';

/** Describes the state of a subscription. */
export function subscriptionSummary(subscription: Subscription, now: number): StatusSummary {
  const { status, disabledReason, failingSince, expiresAt } = subscription;
  const waiting = backlogText(subscription, now);
  switch (status) {
    case 'paused':
      return {
        tone: 'idle',
        label: 'Paused',
        text: `Nothing is sent. ${waiting} Enable it to send all missed events, in order.`,
      };
    case 'disabled':
      return {
        tone: 'bad',
        label: 'Disabled',
        text: `${disabledReason ?? 'The relay disabled it.'} ${waiting} Fix the subscriber, then enable it to send all missed events.`,
      };
    case 'released':
      return {
        tone: 'idle',
        label: 'Released',
        text: `Its subscriber released it. ${
          expiresAt ? `It will be deleted ${timeAhead(expiresAt, now)}` : 'It will be deleted soon'
        } unless it is claimed again.`,
      };
    default:
      break;
  }
  if (subscription.reordering) {
    return {
      tone: 'info',
      label: 'Reordering',
      text: `${waiting} They are being sorted by the new ordering; nothing is sent until that is done.`,
    };
  }
  if (failingSince !== null) {
    return {
      tone: 'bad',
      label: 'Failing',
      text: `Every attempt has failed for ${timeSince(failingSince, now)}. ${waiting} Its deliveries show how the subscriber responds.`,
    };
  }
  return slowedSummary(subscription) ?? workingSummary(subscription, now);
}

const slowReasons: Readonly<Record<string, string>> = {
  too_fast: 'The subscriber reported too many requests, so the relay has slowed down.',
  timeouts:
    'The subscriber did not respond in time, or a proxy in front of it responded 502 or 504, so the relay has slowed down.',
  latency: 'The subscriber responds more and more slowly, so the relay has slowed down.',
};

function slowedSummary({ pace, backlog }: Subscription): StatusSummary | undefined {
  const reason = pace.reason === null ? undefined : slowReasons[pace.reason];
  if (reason === undefined || backlog.pending === 0) return undefined;
  return {
    tone: 'warn',
    label: 'Slowed down',
    text: `${reason} ${counted(backlog.pending, 'delivery is waiting', 'deliveries are waiting')}.`,
  };
}

function workingSummary(subscription: Subscription, now: number): StatusSummary {
  const { lastDeliveredAt, backlog } = subscription;
  if (lastDeliveredAt === null) {
    return {
      tone: backlog.pending > 0 ? 'info' : 'idle',
      label: 'Ready',
      text:
        backlog.pending > 0
          ? backlogText(subscription, now)
          : 'Nothing was delivered yet. Send a test to see whether the subscriber responds.',
    };
  }
  const waiting = backlog.pending === 0 ? '' : ` ${backlogText(subscription, now)}`;
  return {
    tone: 'ok',
    label: 'Working',
    text: `Last delivered ${relativeTime(lastDeliveredAt, now)}.${waiting}`,
  };
}

function backlogText({ backlog }: Subscription, now: number): string {
  const { pending, oldestPendingAt } = backlog;
  if (pending === 0) return 'Nothing is waiting.';
  const since =
    oldestPendingAt === null ? '' : `, the oldest from ${relativeTime(oldestPendingAt, now)}`;
  return `${counted(pending, 'delivery is waiting', 'deliveries are waiting')}${since}.`;
}

/** `At most 2 concurrent requests; the next one in 40 s`: what slows down its deliveries. */
export function paceText({ pace }: Pick<Subscription, 'pace'>, now: number): string {
  const { perSecond, inFlight, waitsUntil } = pace;
  const concurrent = counted(inFlight, 'concurrent request');
  const rate = perSecond === null ? '' : `${perSecond} per second, `;
  const wait =
    waitsUntil === null || Date.parse(waitsUntil) <= now
      ? ''
      : `; the next one ${timeAhead(waitsUntil, now)}`;
  return `At most ${rate}${concurrent}${wait}`;
}
