import type { IDataObject } from 'n8n-workflow';

/** A run that nobody heard of again for so long is over, one way or the other. Milliseconds. */
const runningForMs = 5 * 60_000;

interface Memory {
  readonly done: Set<string>;
  /** Id, and when it began. */
  readonly running: Map<string, number>;
}

/**
 * n8n reads a workflow's static data for each request anew and writes the whole of it back: two
 * requests at a time would forget one of the two ids. So this process remembers as well: its own, and
 * those that it read, as in queue mode several processes write over each other.
 */
const memories = new Map<string, Memory>();

export interface SeenIds {
  /** `done`: has run the workflow; `running`: is about to, in a request that is not answered yet. */
  stateOf(id: string): 'new' | 'running' | 'done';
  /** Remembers that this request runs the workflow with these ids. */
  start(ids: readonly string[]): void;
  /**
   * Writes these ids to the static data, beside those that are there.
   *
   * @param begun whether the execution is in n8n's database by now
   */
  keep(ids: readonly string[], begun: boolean): void;
  /** After the answer: with success it has run, and otherwise it may come again. */
  settle(ids: readonly string[], success: boolean): void;
}

/**
 * The ids of what a trigger has taken, the last `limit` of them. They survive a restart in the
 * node's static data, under `seen`.
 *
 * @param options.key one for each node of each workflow
 * @param options.now milliseconds since the Unix epoch
 */
export function openSeenIds(options: {
  readonly key: string;
  readonly staticData: IDataObject;
  readonly limit: number;
  readonly now: number;
}): SeenIds {
  const { key, staticData, limit, now } = options;
  const memory = memories.get(key) ?? { done: new Set(), running: new Map() };
  memories.set(key, memory);
  const { done, running } = memory;
  const kept = Array.isArray(staticData['seen']) ? (staticData['seen'] as string[]) : [];

  const remember = (ids: readonly string[]) => {
    for (const id of ids) done.add(id);
    for (const id of done) {
      if (done.size <= limit) break;
      done.delete(id);
    }
  };

  remember(kept);
  return {
    stateOf(id) {
      if (done.has(id)) return 'done';
      const startedAt = running.get(id);
      return startedAt !== undefined && now - startedAt < runningForMs ? 'running' : 'new';
    },
    start(ids) {
      for (const id of ids) running.set(id, now);
    },
    keep(ids, begun) {
      const all = [...new Set([...done, ...ids])];
      staticData['seen'] = all.slice(-limit);
      // So that a request at the same time writes these too.
      if (begun) remember(ids);
    },
    settle(ids, success) {
      for (const id of ids) running.delete(id);
      if (success) remember(ids);
    },
  };
}
