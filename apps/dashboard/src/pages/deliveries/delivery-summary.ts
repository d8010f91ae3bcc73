import type { Attempt, Delivery } from '../../api/views.ts';
import { subjectName } from '../../text/names.ts';
import { counted, ordinal, times } from '../../text/number.ts';
import { relativeTime, timeAhead } from '../../text/time.ts';
import type { StatusSummary } from '../../ui/status.tsx';

/** Describes the state of a delivery: what it is waiting for, when it continues, how it ended. */
export function deliverySummary(options: {
  readonly delivery: Delivery;
  /** Status of its subscription, if known: nothing is sent unless it is `active`. */
  readonly subscriptionStatus?: string | undefined;
  readonly now: number;
}): StatusSummary {
  const { delivery, now } = options;
  const { status, attemptCount, finishedAt } = delivery;
  const ended = finishedAt === null ? '' : ` ${relativeTime(finishedAt, now)}`;
  switch (status) {
    case 'delivered':
      return {
        tone: 'ok',
        label: 'Delivered',
        text: `Delivered${ended}${attemptCount > 1 ? `, on the ${ordinal(attemptCount)} attempt` : ''}.`,
      };
    case 'dead':
      return {
        tone: 'bad',
        label: 'Given up',
        text: `Given up${ended}, after ${counted(attemptCount, 'attempt')}. Retry it once the subscriber is fixed.`,
      };
    case 'cancelled':
      return { tone: 'idle', label: 'Cancelled', text: `Cancelled${ended}.` };
    case 'pending':
      return waitingSummary(options);
    default:
      return { tone: 'idle', label: status, text: '' };
  }
}

/** The delivery that this one is waiting for, unless it is its subscription that is not active. */
export function deliveryAhead(options: {
  readonly delivery: Pick<Delivery, 'waitsFor'>;
  readonly subscriptionStatus?: string | undefined;
}): Delivery['waitsFor'] {
  const { delivery, subscriptionStatus = 'active' } = options;
  return subscriptionStatus === 'active' ? delivery.waitsFor : null;
}

function waitingSummary(options: {
  readonly delivery: Delivery;
  readonly subscriptionStatus?: string | undefined;
  readonly now: number;
}): StatusSummary {
  const { delivery, subscriptionStatus, now } = options;
  const { attemptCount, nextAttemptAt } = delivery;
  if (subscriptionStatus !== undefined && subscriptionStatus !== 'active') {
    return {
      tone: 'idle',
      label: 'Waiting',
      text: `Waiting until its subscription is enabled: it is currently ${subscriptionStatus}.`,
    };
  }
  const waitsFor = deliveryAhead(options);
  if (waitsFor !== null) {
    return { tone: 'warn', label: 'Waiting', text: waitsBehind({ waitsFor, now }) };
  }
  if (attemptCount === 0) {
    return {
      tone: 'info',
      label: 'Waiting',
      text: isLater(nextAttemptAt, now)
        ? `First attempt ${timeAhead(nextAttemptAt ?? '', now)}.`
        : 'It will be sent when its turn comes.',
    };
  }
  return {
    tone: 'warn',
    label: 'Retrying',
    text: `Failed ${times(attemptCount)}; ${nextAttempt(nextAttemptAt, now)}.`,
  };
}

/** `Waiting behind invoice INV-7, which got 503 three times; next attempt in 4 min.` */
function waitsBehind(options: {
  readonly waitsFor: NonNullable<Delivery['waitsFor']>;
  readonly now: number;
}): string {
  const { waitsFor, now } = options;
  const { subject, attempts, lastAttempt, nextAttemptAt } = waitsFor;
  const name = subject === null ? 'an earlier event' : subjectName(subject);
  if (attempts === 0 || lastAttempt === null) {
    return `Waiting behind an earlier event of ${name}, which is sent first.`;
  }
  return `Waiting behind ${name}, which got ${responseText(lastAttempt)} ${times(attempts)}; ${nextAttempt(nextAttemptAt, now)}.`;
}

/** `503`, or `no response`. */
function responseText({ status }: { readonly status: number | null }): string {
  return status === null ? 'no response' : String(status);
}

function nextAttempt(at: string | null, now: number): string {
  return isLater(at, now)
    ? `next attempt ${timeAhead(at ?? '', now)}`
    : // Others are due too, and a subscriber that fails gets only a few attempts a minute.
      'the next attempt follows when its turn comes';
}

function isLater(at: string | null, now: number): boolean {
  return at !== null && Date.parse(at) > now;
}

/** Summarizes an attempt: `Responded 503`, `No response`. */
export function attemptText({ status, error }: Pick<Attempt, 'status' | 'error'>): string {
  if (error === null) return `Responded ${status ?? 'successfully'}`;
  return status === null ? 'No response' : `Responded ${status}`;
}
