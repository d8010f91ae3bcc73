import type { IDataObject } from 'n8n-workflow';

/** A run with no news for this long is over, one way or another. Milliseconds. */
const runningForMs = 5 * 60_000;

interface Memory {
  readonly done: Set<string>;
  /** Start time by id. */
  readonly running: Map<string, number>;
}

/**
 * n8n reads a workflow's static data separately for each request and writes all of it back, so two
 * concurrent requests would lose one of the two ids. Therefore this process also remembers ids: its
 * own and those it has read, as in queue mode several processes overwrite each other.
 */
const memories = new Map<string, Memory>();

/** Returns whether the id arrived in a request to this process, in which case it was new. */
export function isTakenHere({ key, id }: { readonly key: string; readonly id: string }): boolean {
  const memory = memories.get(key);
  return memory !== undefined && (memory.running.has(id) || memory.done.has(id));
}

export interface SeenIds {
  /**
   * `done`: has run the workflow; `running`: is being handled by a request that has not been
   * answered.
   */
  stateOf(id: string): 'new' | 'running' | 'done';
  /** Marks these ids as being run by this request. */
  start(ids: readonly string[]): void;
  /**
   * Adds these ids to the static data.
   *
   * @param begun whether the execution is already in n8n's database
   */
  keep(ids: readonly string[], begun: boolean): void;
  /** Called after the response. On success the ids have run; otherwise they may be sent again. */
  settle(ids: readonly string[], success: boolean): void;
}

/**
 * Tracks the last `limit` ids that a trigger has taken. They survive a restart in the node's static
 * data, under `seen`.
 *
 * @param options.key unique per node and workflow
 * @param options.now epoch milliseconds
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
      // So that a concurrent request writes these too.
      if (begun) remember(ids);
    },
    settle(ids, success) {
      for (const id of ids) running.delete(id);
      if (success) remember(ids);
    },
  };
}
