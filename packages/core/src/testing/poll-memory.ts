import type { JsonObject } from '../events/index.ts';
import type { Activity, PollMemory, PollResult, RememberedDocument } from '../source/index.ts';

/** All that a host keeps of a connection that is polled, for tests. */
export interface TestPollMemory extends PollMemory {
  /** Of the last step that was kept; null before the first. */
  readonly cursor: JsonObject | null;
  /** Of all steps that were kept, in order. */
  readonly activities: readonly Activity[];
  /** What is remembered, by key. */
  readonly documents: ReadonlyMap<string, RememberedDocument>;
  /** Keeps a step: its activities, its cursor, and what it remembers and forgets. */
  keep(step: PollResult): void;
}

/**
 * A memory in a `Map`. As in a database, what is kept goes through JSON, and what is read is a
 * copy: who changes it changes nothing that is kept.
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
      // In no order, says the contract: so not in the one that was asked for.
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
