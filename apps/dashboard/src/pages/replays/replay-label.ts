import type { Replay } from '@invoice-relay/relay-client';

/** Whether the replay still has deliveries to create or send. */
export function isUnderWay({ state, pending = 0 }: Replay): boolean {
  return state === 'running' || (state === 'done' && pending > 0);
}

/** Names the state of a replay. */
export function replayLabel(replay: Replay): string {
  if (replay.state === 'cancelled') return 'Cancelled';
  if (isUnderWay(replay)) return 'Running';
  return 'Done';
}
