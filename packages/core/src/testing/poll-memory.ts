import type { JsonObject } from '../events/index.ts';
import type { Activity, PollMemory, PollResult, RememberedDocument } from '../source/index.ts';

/** Everything that a host stores of a polled connection, for tests. */
export interface TestPollMemory extends PollMemory {
  /** Of the last stored step; null before the first. */
  readonly cursor: JsonObject | null;
  /** Of all stored steps, in order. */
  readonly activities: readonly Activity[];
  /** What is remembered, by key. */
  readonly documents: ReadonlyMap<string, RememberedDocument>;
  /** Stores a step: its activities, its cursor, and what it remembers and forgets. */
  keep(step: PollResult): void;
}

/**
 * A memory in a `Map`. As in a database, values go through JSON, and reads return copies: changing
 * them changes nothing that is stored.
 */
export function createPollMemory(): TestPollMemory {
  const documents = new Map<string, RememberedDocument>();
  const activities: Activity[] = [];
  let cursor: JsonObject | null = null;
  return {
    get cursor() {
      return cursor && throughJson(cursor);
    },
    activities,
    documents,
    keep(step) {
      activities.push(...step.activities);
      cursor = throughJson(step.cursor);
      for (const key of step.forget ?? []) documents.delete(key);
      for (const document of step.remember ?? []) {
        documents.set(document.key, throughJson(document));
      }
    },
    async get(keys) {
      // In no order, says the contract: so not in the requested one.
      return [...new Set(keys)]
        .toReversed()
        .flatMap((key) => documents.get(key) ?? [])
        .map(throughJson);
    },
    async due({ before, limit }) {
      return [...documents.values()]
        .filter((document) => document.dueAt !== null && document.dueAt < before)
        .toSorted((a, b) => Number(a.dueAt) - Number(b.dueAt))
        .slice(0, limit)
        .map(throughJson);
    },
  };
}

export function throughJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
