import type { JsonObject } from '@invoice-relay/core/events';
import * as v from 'valibot';

/** How many hours ahead of the true time a webhook's clock was found to be, and since when. */
const clockReadingSchema = v.object({
  /** ISO 8601 in UTC: when the activity that showed it happened. */
  since: v.pipe(v.string(), v.isoTimestamp()),
  hours: v.pipe(v.number(), v.integer(), v.minValue(-26), v.maxValue(26)),
});
export type ClockReading = v.InferOutput<typeof clockReadingSchema>;

const factsSchema = v.object({
  version: v.literal(1),
  /** The number in a webhook's `Type`, as text, and the name that the API uses for it. */
  types: v.record(v.pipe(v.string(), v.regex(/^\d{1,9}$/)), v.pipe(v.string(), v.maxLength(100))),
  /**
   * In chronological order; each holds until the next. A vendor's daylight saving time makes two.
   */
  clock: v.array(clockReadingSchema),
});

/** What is known about one connection. */
export type EnvoiceFacts = v.InferOutput<typeof factsSchema>;

const nothingKnown: EnvoiceFacts = { version: 1, types: {}, clock: [] };

/** Reads stored facts. Those of another version, or corrupted ones, count as none. */
export function readFacts(facts: JsonObject | null | undefined): EnvoiceFacts {
  return v.is(factsSchema, facts) ? facts : nothingKnown;
}

/** The reading that applies at a moment (epoch milliseconds): 0 hours if there is none. */
export function clockHoursAt(facts: EnvoiceFacts, moment: number): number {
  const before = facts.clock.findLast(({ since }) => Date.parse(since) <= moment);
  return (before ?? facts.clock[0])?.hours ?? 0;
}
