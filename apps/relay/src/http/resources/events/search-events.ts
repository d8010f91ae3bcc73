import { setImmediate } from 'node:timers/promises';

import {
  segmentBounds,
  segmentOf,
  segmentSize,
  segmentsWith,
  seqsWith,
  termsPattern,
} from '../../../database/tables/event-terms.ts';
import { roughTimeEnds } from '../../../database/tables/event-ranges.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { searchKey } from '../../../shared/search-terms.ts';
import { eventQuery, findEvents, ofSubject } from './event-reader.ts';
import type { EventFilter, LoggedEvent } from './event-reader.ts';

/** How many segments are searched at once: few at first, as common terms are found quickly. */
const firstWindow = 8;
const widestWindow = 512;

/** Maximum number of matching segments that are read together. */
const widestGroup = 16;

/** With more matches than this they are not looked up one by one: the log is read in its order. */
const maxFinds = 512;

interface Search extends EventFilter {
  /** What was typed. */
  readonly search: string;
}

/**
 * Events with a number or a customer that starts with the search text, or about a subject with that
 * id, in log order. Goes from segment to segment, in steps that each hold the database for a few
 * milliseconds at most, until a page is full.
 */
export async function searchEvents(
  tx: Transaction,
  filter: Search,
): Promise<readonly LoggedEvent[]> {
  const key = searchKey(filter.search);
  const byId = await eventsById(tx, filter);
  if (key === '') return byId;
  // A single subject has so few events that all are examined.
  const byTerm =
    filter.subjectId === undefined
      ? await eventsByTerm(tx, { filter, key })
      : await page(tx, filter, (query) => query.andWhere(likeTerms, patternOf(key)));
  const found = new Map([...byId, ...byTerm].map((event) => [event.seq, event]));
  const direction = filter.order === 'asc' ? 1 : -1;
  return [...found.values()].toSorted((a, b) => (a.seq - b.seq) * direction).slice(0, filter.limit);
}

const likeTerms = `e.searchTerms LIKE :pattern`;
const patternOf = (key: string) => ({ pattern: termsPattern(key) });

/** Ids are matched whole, as the vendor or the relay wrote them. */
function eventsById(tx: Transaction, filter: Search): Promise<readonly LoggedEvent[]> {
  const { search } = filter;
  return page(tx, filter, (query) =>
    search.startsWith('evt_')
      ? query.andWhere('e.id = :search', { search })
      : query.andWhere(ofSubject('search'), { search }),
  );
}

async function eventsByTerm(
  tx: Transaction,
  options: { readonly filter: Search; readonly key: string },
): Promise<readonly LoggedEvent[]> {
  const { filter, key } = options;
  const found: LoggedEvent[] = [];
  const take = async (segments: readonly number[]): Promise<void> => {
    const limit = filter.limit - found.length;
    if (limit <= 0) return;
    await setImmediate();
    const seqs = await seqsWith(tx, { segments, key, limit: maxFinds });
    if (seqs.length < maxFinds) found.push(...(await amongSeqs(tx, { ...filter, limit }, seqs)));
    else if (segments.length > 1) for (const segment of segments) await take([segment]);
    else found.push(...(await inSegment(tx, { ...filter, limit }, segments[0] as number, key)));
  };
  for await (const segments of segmentsToRead(tx, options)) {
    await take(segments);
    if (found.length >= filter.limit) break;
  }
  return found;
}

/** The segments with a match, in the requested order: one, then two, then four … */
async function* segmentsToRead(
  tx: Transaction,
  options: { readonly filter: Search; readonly key: string },
): AsyncGenerator<readonly number[]> {
  const { filter, key } = options;
  const { connectionId } = filter;
  const all = await segmentsInOrder(tx, filter);
  let size = 1;
  for (let start = 0, window = firstWindow; start < all.length; window = widestWindow) {
    await setImmediate();
    const segments = all.slice(start, start + window);
    start += window;
    const holding = await segmentsWith(tx, { segments, key, connectionId });
    const rest = segments.filter((segment) => holding.has(segment));
    while (rest.length > 0) {
      yield rest.splice(0, size);
      size = Math.min(widestGroup, size * 2);
    }
  }
}

/** All segments that may contain an event that matches the filter. */
async function segmentsInOrder(tx: Transaction, filter: Search): Promise<readonly number[]> {
  const { after, order } = filter;
  const bounds = await segmentBounds(tx);
  if (bounds === undefined) return [];
  let { first, last } = bounds;
  if (after !== undefined && order === 'asc') first = Math.max(first, segmentOf(after + 1));
  if (after !== undefined && order === 'desc') last = Math.min(last, segmentOf(after - 1));
  const within = await roughTimeEnds(tx, filter);
  if (within === undefined) return [];
  first = Math.max(first, segmentOf(within.first));
  last = Math.min(last, segmentOf(within.last));
  const ascending = Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => first + index,
  );
  return order === 'asc' ? ascending : ascending.toReversed();
}

/** Few matches: each of them is examined. */
function amongSeqs(
  tx: Transaction,
  filter: Search,
  seqs: readonly number[],
): Promise<readonly LoggedEvent[]> {
  return page(tx, filter, (query) => query.andWhere('e.seq IN (:...seqs)', { seqs }));
}

/** Many matches: the segment is read in its order until the page is full. */
function inSegment(
  tx: Transaction,
  filter: Search,
  segment: number,
  key: string,
): Promise<readonly LoggedEvent[]> {
  const range = { start: segment * segmentSize, end: (segment + 1) * segmentSize };
  return page(tx, filter, (query) =>
    query.andWhere('e.seq >= :start AND e.seq < :end', range).andWhere(likeTerms, patternOf(key)),
  );
}

function page(
  tx: Transaction,
  filter: Search,
  narrow: (query: ReturnType<typeof eventQuery>) => unknown,
): Promise<readonly LoggedEvent[]> {
  const query = eventQuery(tx, filter);
  narrow(query);
  return findEvents(query);
}
