import type { Remembered } from './remembered.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How far ahead a poll that somebody waits for looks: as long as an invoice that is not paid is
 * ever left alone.
 */
export const requestedAheadMs = 6 * hour;

/**
 * When to look at an invoice again, in milliseconds since the Unix epoch: at the next poll as long
 * as it is fresh, and then the more rarely the longer nothing happened to it. One that is not paid
 * can still turn paid, so it is looked at every hour for a month, and four times a day ever after.
 *
 * Waits are shortened by up to half, by the id, so that invoices seen together part company.
 *
 * @param options.now in milliseconds since the Unix epoch
 */
export function nextCheck(options: {
  readonly id: number;
  readonly remembered: Remembered;
  readonly now: number;
}): number {
  const { id, remembered, now } = options;
  return Math.ceil(now + waitOf(remembered, now) * (0.5 + fractionOf(id) / 2));
}

function waitOf({ failures, goneAt, changedAt, content }: Remembered, now: number): number {
  if (failures > 0) return Math.min(5 * minute * 2 ** Math.min(failures - 1, 20), 6 * hour);
  if (goneAt !== null)
    return grow({ age: now - goneAt, fresh: 10 * minute, by: 4, limit: 7 * day });
  const age = now - changedAt;
  if (content?.paid) return grow({ age, fresh: 10 * minute, by: 4, limit: 30 * day });
  const limit = Math.max(hour, Math.min(requestedAheadMs, age / 720));
  return grow({ age, fresh: hour, by: 12, limit });
}

function grow(options: {
  readonly age: number;
  /** Up to this age there is no wait. */
  readonly fresh: number;
  readonly by: number;
  readonly limit: number;
}): number {
  const { age, fresh, by, limit } = options;
  return age < fresh ? 0 : Math.min(age / by, limit);
}

/** What the last change of an invoice counts as that was there before us, in milliseconds. */
export function assumedAge(options: { readonly paid: boolean }): number {
  return options.paid ? 120 * day : 6 * hour;
}

/** From 0 (inclusive) to 1 (exclusive), the same for an id every time. */
function fractionOf(id: number): number {
  return ((id * 2_654_435_761) % 2 ** 32) / 2 ** 32;
}
