import type { IDataObject } from 'n8n-workflow';

import { firstPosition, startKey } from './follow.ts';
import type { FollowOptions, FollowStart, Position } from './follow.ts';

/** Keys of the nodes that have attempted a poll in this process. */
const attempted = new Set<string>();
const polled = new Set<string>();

/**
 * How often an idle trigger moves to the end of the log. Otherwise the relay would eventually purge
 * the event at its position. Milliseconds.
 */
const moveOnEveryMs = 6 * 3_600_000;

/** A trigger's position, kept in its static data. */
export interface KeptPosition {
  /** Returns whether a position was saved earlier. */
  isKept(): boolean;
  /** Returns true once per process, at the first attempt to poll. */
  isFirstAttempt(): boolean;
  /** Returns the id of the last event taken. */
  current(): Position;
  /** Returns the position from which this poll continues, and what the trigger started with. */
  begin(options: FollowOptions): Promise<{ readonly from: Position; readonly start: FollowStart }>;
  /** Returns whether it is time to look up the end of the log; true once every few hours. */
  isToMoveOn(): boolean;
  /** Records the new position after a completed poll. */
  move(step: { readonly from: Position; readonly to: Position; readonly hasEvents: boolean }): void;
}

/**
 * Tracks a trigger's position.
 *
 * n8n saves static data first and starts the execution afterwards. If it is killed in between, the
 * events of that poll have no execution. Therefore the previous position is kept too, and the first
 * poll of a process starts there. `take-once.ts` drops the events that already had an execution.
 *
 * @param options.key unique per node and workflow
 * @param options.now epoch milliseconds
 */
export function openKeptPosition(options: {
  readonly key: string;
  readonly staticData: IDataObject;
  readonly now: number;
}): KeptPosition {
  const { key, staticData, now } = options;
  const text = (name: string) => {
    const value = staticData[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    isKept: () => text('place') !== undefined,
    isFirstAttempt() {
      const isFirst = !attempted.has(key);
      attempted.add(key);
      return isFirst;
    },
    current: () => text('place') ?? '',
    async begin(follows) {
      const { start } = follows;
      const begin = startKey(start);
      if (text('begin') !== begin || text('place') === undefined) {
        staticData['place'] = await firstPosition(follows);
        staticData['begin'] = begin;
        staticData['lookedAt'] = now;
        delete staticData['previous'];
        // An expression may return a later date at the next poll, which would skip events.
        if (start.kind === 'date') staticData['date'] = start.from;
        else delete staticData['date'];
      }
      const position = text('place') ?? '';
      return {
        from: polled.has(key) ? position : (text('previous') ?? position),
        start: start.kind === 'date' ? { ...start, from: text('date') ?? start.from } : start,
      };
    },
    isToMoveOn() {
      const lookedAt = Number(staticData['lookedAt'] ?? 0);
      // A time in the future was written while the clock was ahead.
      if (lookedAt <= now && now - lookedAt < moveOnEveryMs) return false;
      staticData['lookedAt'] = now;
      return true;
    },
    move({ from, to, hasEvents }) {
      polled.add(key);
      if (to !== staticData['place']) staticData['place'] = to;
      if (hasEvents && from !== staticData['previous']) staticData['previous'] = from;
    },
  };
}
