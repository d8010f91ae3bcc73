import { eventTypes, matchesEventType } from '@invoice-relay/core/events';

import { logSteps } from '../../../database/log-steps.ts';
import type { LogEnds } from '../../../database/log-steps.ts';
import { fewEvents, logEnds, timeEnds } from '../../../database/tables/event-ranges.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { eventQuery, findEvents } from './event-reader.ts';
import type { EventFilter, LoggedEvent } from './event-reader.ts';

/**
 * A page of events, in log order or its reverse.
 *
 * Most pages are full after one step. If a filter matches little, the matches are looked up if they
 * are few, and the log is scanned in steps otherwise: no statement holds an embedded database for
 * long, however many millions of events there are.
 */
export async function readEventPage(
  tx: Transaction,
  filter: EventFilter,
): Promise<readonly LoggedEvent[]> {
  // Events of one subject are few, and have an index.
  if (filter.subjectId !== undefined) return findEvents(eventQuery(tx, filter));
  const ends = await logEnds(tx);
  if (ends === undefined) return [];
  const page = new EventPage(tx, filter);
  const walk = { ...afterPlace(ends, filter), order: filter.order };
  const first = await page.walk(walk, { steps: 1 });
  if (first.isFull || first.rest === undefined) return page.events;

  const few = await fewestEvents(tx, filter);
  if (few !== undefined) {
    return few.length === 0
      ? []
      : findEvents(eventQuery(tx, filter).andWhere('e.seq IN (:...few)', { few }));
  }
  const within = await timeEnds(tx, filter);
  if (within === undefined) return [];
  await page.walk({
    first: Math.max(first.rest.first, within.first),
    last: Math.min(first.rest.last, within.last),
    order: filter.order,
  });
  return page.events;
}

type Walk = LogEnds & { readonly order: 'asc' | 'desc' };

function afterPlace({ first, last }: LogEnds, { after, order }: EventFilter): LogEnds {
  if (after === undefined) return { first, last };
  return order === 'asc'
    ? { first: Math.max(first, after + 1), last }
    : { first, last: Math.min(last, after - 1) };
}

class EventPage {
  readonly #tx: Transaction;
  readonly #filter: EventFilter;
  readonly events: LoggedEvent[] = [];

  constructor(tx: Transaction, filter: EventFilter) {
    this.#tx = tx;
    this.#filter = filter;
  }

  /** Continues until the page is full or the steps are used up. @returns what is left to scan */
  async walk(
    walk: Walk,
    { steps = Number.POSITIVE_INFINITY }: { readonly steps?: number } = {},
  ): Promise<{
    readonly isFull: boolean;
    readonly rest: LogEnds | undefined;
  }> {
    let rest: LogEnds | undefined =
      walk.first > walk.last ? undefined : { first: walk.first, last: walk.last };
    let made = 0;
    for await (const { first, last } of logSteps(walk)) {
      const limit = this.#filter.limit - this.events.length;
      this.events.push(
        ...(await findEvents(
          eventQuery(this.#tx, { ...this.#filter, limit }).andWhere(
            'e.seq >= :first AND e.seq <= :last',
            { first, last },
          ),
        )),
      );
      const left =
        walk.order === 'asc'
          ? { first: last + 1, last: walk.last }
          : { first: walk.first, last: first - 1 };
      rest = left.first > left.last ? undefined : left;
      made += 1;
      if (this.events.length >= this.#filter.limit) return { isFull: true, rest };
      if (made >= steps) break;
    }
    return { isFull: false, rest };
  }
}

/** Positions of all events that match one part of the filter, if they are few. */
async function fewestEvents(
  tx: Transaction,
  filter: EventFilter,
): Promise<readonly number[] | undefined> {
  const { type, connectionId, from, to } = filter;
  const types = type.includes('*')
    ? undefined
    : eventTypes.filter((one) => matchesEventType({ patterns: type, type: one }));
  return (
    (types === undefined ? undefined : await fewEvents(tx, { types })) ??
    (connectionId === undefined ? undefined : await fewEvents(tx, { connectionId })) ??
    (from === undefined && to === undefined ? undefined : await fewEvents(tx, { from, to }))
  );
}
