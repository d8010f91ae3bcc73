import { nextCheck } from './schedule.ts';
import { recall } from './step.ts';
import type { Step } from './step.ts';

/** An invoice that could not be read lately is let alone, unless somebody waits. */
export async function isResting(step: Step, id: number): Promise<boolean> {
  const known = await recall(step, id);
  if (!known || known.failures === 0 || step.cursor.requestedAt !== null) return false;
  return nextCheck({ id, remembered: known, now: known.checkedAt }) > step.world.now();
}
