import { readJson } from '../../../shared/read-json.ts';
import type { PollEntity } from '../../../database/entities/poll.entity.ts';
import type { PollView } from './polls.schemas.ts';
import { isoTime } from '../../../shared/clock/iso-time.ts';

/** How many unreadable documents are named. */
const maxNamed = 10;

/** How a connection is polled, and the state of polling, as the API returns it. */
export function pollView(options: {
  readonly poll: PollEntity;
  readonly isRunning: boolean;
  readonly now: number;
}): PollView {
  const { poll, isRunning, now } = options;
  const unreadable: PollView['unreadable']['documents'] = readJson(poll.unreadable, []);
  return {
    intervalSeconds: poll.intervalSeconds,
    startFrom: poll.startFrom,
    requestsPerSecond: poll.requestsPerSecond,
    state: stateOf({ poll, isRunning }),
    lastStartedAt: isoTime(poll.startedAt),
    lastFinishedAt: isoTime(poll.finishedAt),
    nextPollAt: isoTime(poll.nextPollAt),
    found: poll.found,
    foundTotal: poll.foundTotal,
    progress: readJson(poll.progress, null),
    unreadable: { count: unreadable.length, documents: unreadable.slice(0, maxNamed) },
    notice: poll.notice,
    error:
      poll.error === null
        ? null
        : {
            code: poll.errorCode ?? 'vendor_failed',
            message: poll.error,
            since: new Date(poll.failingSince ?? now).toISOString(),
            failures: poll.failures,
          },
  };
}

function stateOf(options: {
  readonly poll: PollEntity;
  readonly isRunning: boolean;
}): PollView['state'] {
  const { poll, isRunning } = options;
  const goesOn = isRunning && (poll.found > 0 || poll.progress !== null);
  // A failing poll stays failing until another one gets further than its start.
  if (poll.error !== null && !goesOn) return 'failing';
  return isRunning ? 'running' : 'waiting';
}
