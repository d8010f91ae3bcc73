import type { IDataObject } from 'n8n-workflow';

import { firstPlace } from './follow.ts';
import type { FollowOptions, Place } from './follow.ts';

/** What this process did, by workflow and node. */
const attempted = new Set<string>();
const polled = new Set<string>();

/**
 * So often a trigger for which nothing comes is moved to the end of the log: the event at which it
 * stands would be one that the relay has purged, some day. Milliseconds.
 */
const moveOnEveryMs = 6 * 3_600_000;

/** Where a trigger stands, in its static data. */
export interface Places {
  /** Whether there is a place from before. */
  isKept(): boolean;
  /** Whether this process has not tried to poll yet; true once. */
  isFirstAttempt(): boolean;
  /** The last event that was taken. */
  current(): Place;
  /** From where to go on in this poll. */
  begin(options: FollowOptions): Promise<Place>;
  /** Whether it is time to look where the log ends; true once in some hours. */
  isToMoveOn(): boolean;
  /** After a poll that came to its end. */
  move(step: { readonly from: Place; readonly to: Place; readonly hasEvents: boolean }): void;
}

/**
 * n8n keeps static data and begins the execution one after the other, and may be killed in between:
 * then the events of that poll have no execution. So the place before it is kept as well, and the
 * first poll of a process begins there. `take-once.ts` leaves out what has had an execution.
 *
 * @param options.key one for each node of each workflow
 * @param options.now milliseconds since the Unix epoch
 */
export function openPlaces(options: {
  readonly key: string;
  readonly staticData: IDataObject;
  readonly now: number;
}): Places {
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
      // While this stays the same, the trigger goes on where it was.
      const start = JSON.stringify(follows.start);
      if (text('begin') !== start || text('place') === undefined) {
        staticData['place'] = await firstPlace(follows);
        staticData['begin'] = start;
        staticData['lookedAt'] = now;
        delete staticData['previous'];
      }
      const place = text('place') ?? '';
      return polled.has(key) ? place : (text('previous') ?? place);
    },
    isToMoveOn() {
      const lookedAt = Number(staticData['lookedAt'] ?? 0);
      // What lies ahead was written by a clock that was ahead.
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
