import { isForeign } from './hostile/webhook.ts';
import type { LogRows } from './log-rows.ts';
import { subscriptions } from './subscribers.ts';
import type { Receipt } from './subscribers.ts';

/** The result of a trial, and what does not balance in it. */
export interface Ledger {
  readonly acknowledged: number;
  readonly events: number;
  readonly quarantined: number;
  /** Events times matching subscriptions. */
  readonly expected: number;
  readonly delivered: number;
  readonly pending: number;
  readonly dead: number;
  readonly cancelled: number;
  /** Requests that subscribers got more than once, as happens around a kill. */
  readonly repeats: number;
  /** Everything that is wrong. */
  readonly problems: readonly string[];
}

/** The number of examples in a problem. */
const named = 3;

/** Compares what was acknowledged with what the log contains and what subscribers got. */
export function balance(options: {
  /** Ids of activities, by invoice, in the order in which the vendor sent them. */
  readonly acknowledged: ReadonlyMap<number, readonly string[]>;
  readonly log: LogRows;
  readonly subscriptionIds: readonly string[];
  readonly receipts: readonly (readonly Receipt[])[];
  /** Ids of events seen by following the log with cursors. */
  readonly followed: ReadonlySet<string>;
  /**
   * Whether a late repeat of a delivered event is allowed: a process that was paused with a request
   * in flight sends it when it resumes.
   */
  readonly lateRepeats: boolean;
}): Ledger {
  const { log, receipts, subscriptionIds } = options;
  const problems: string[] = [];
  const tell = (what: string, found: readonly unknown[]): void => {
    if (found.length === 0) return;
    const examples = found.slice(0, named).join(', ');
    problems.push(`${found.length} ${what}: ${examples}${found.length > named ? ', …' : ''}`);
  };
  const sent = [...options.acknowledged.values()].flat();
  const logged = new Map(log.events.map((event) => [event.activityId, event]));
  if (logged.size !== log.events.length) problems.push('an activity has more than one event');
  const missing = sent.filter((id) => !logged.has(id));
  if (missing.length > log.quarantined)
    tell('acknowledged, but neither an event nor quarantined', missing);
  const known = new Set(sent);
  tell(
    'events of activities that were never acknowledged',
    [...logged.keys()].filter((id) => !known.has(id) && !isForeign(id)),
  );
  tell(
    'events missed when following the log',
    log.events.map(({ id }) => id).filter((id) => !options.followed.has(id)),
  );
  if (log.doubled > 0)
    problems.push(`${log.doubled} events have more than one delivery to one subscription`);
  if (log.lostLanes > 0)
    problems.push(`${log.lostLanes} lanes do not match the pending deliveries`);

  const count = (status: string): number =>
    log.deliveries.filter((row) => row.status === status).reduce((sum, row) => sum + row.count, 0);
  let expected = 0;
  let repeats = 0;
  for (const [index, { eventTypes }] of subscriptions.entries()) {
    const matching = log.events.filter(
      ({ type }) => eventTypes.includes('*' as never) || eventTypes.includes(type as never),
    );
    expected += matching.length;
    const made = log.deliveries.filter((row) => row.subscriptionId === subscriptionIds[index]);
    const sum = made.reduce((total, row) => total + row.count, 0);
    if (sum !== matching.length) {
      problems.push(`subscription ${index}: ${matching.length} events match, ${sum} deliveries`);
    }
    const taken = (receipts[index] ?? []).filter((receipt) => receipt.taken);
    const distinct = new Set(taken.map(({ eventId }) => eventId));
    repeats += taken.length - distinct.size;
    const delivered = made.find((row) => row.status === 'delivered')?.count ?? 0;
    // What was accepted and not recorded before a kill is still pending, and comes again.
    if (distinct.size < delivered) {
      problems.push(`subscription ${index}: ${delivered} delivered, ${distinct.size} received`);
    }
    tell(`out of order at subscription ${index}`, outOfOrder(taken, options.lateRepeats));
    const ids = Map.groupBy(taken, ({ activityId }) => activityId);
    const second = [...ids].filter(([, some]) => new Set(some.map((one) => one.eventId)).size > 1);
    tell(
      'activities with a second event id',
      second.map(([id]) => id),
    );
  }
  return {
    acknowledged: sent.length,
    events: log.events.length,
    quarantined: log.quarantined,
    expected,
    delivered: count('delivered'),
    pending: count('pending'),
    dead: count('dead'),
    cancelled: count('cancelled'),
    repeats,
    problems,
  };
}

/** Activities that came before an earlier one of their invoice. Activity ids are ascending. */
function outOfOrder(taken: readonly Receipt[], lateRepeats: boolean): string[] {
  const last = new Map<string, number>();
  const seen = new Set<string>();
  return taken.flatMap(({ subject, activityId }) => {
    const before = last.get(subject) ?? 0;
    if (isForeign(activityId)) return [];
    const isRepeat = seen.has(activityId);
    seen.add(activityId);
    if (Number(activityId) >= before) {
      last.set(subject, Number(activityId));
      return [];
    }
    return isRepeat && lateRepeats ? [] : [`${subject}: ${activityId} after ${before}`];
  });
}
