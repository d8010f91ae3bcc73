import type { Replay } from '@invoice-relay/relay-client';

/** Whether there is something to come: deliveries to make, or to send. */
export function isUnderWay({ state, total, delivered, dead }: Replay): boolean {
  return state === 'running' || (state === 'done' && delivered + dead < total);
}

/** What a replay is at. */
export function replayWords(replay: Replay): string {
  if (replay.state === 'cancelled') return 'Cancelled';
  if (isUnderWay(replay)) return 'Under way';
  return 'Done';
}
