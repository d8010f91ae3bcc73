import type { Validators } from '../client/index.ts';
import type { Remembered } from './remembered.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * What to remember of the validators of an answer. A date counts whole seconds, and so says nothing
 * of an invoice that changes again within the second: it is kept only when it is older than a
 * minute, which also allows for a site whose clock is off.
 *
 * @param options.now when the answer was read, in milliseconds since the Unix epoch
 */
export function keptValidators(options: {
  readonly validators: Validators;
  readonly now: number;
}): Remembered['validators'] {
  const { validators, now } = options;
  const { etag, lastModified } = validators;
  if (etag !== undefined) return { etag, readAt: now };
  const modified = Date.parse(lastModified ?? '');
  if (lastModified === undefined || !(modified < now - minute)) return null;
  return { lastModified, readAt: now };
}

/**
 * What to send of them. Once a day everything is read in full: a cache that says "unchanged" for
 * ever must not hide a change for ever.
 */
export function sentValidators(options: {
  readonly remembered: Remembered | null;
  readonly now: number;
}): Validators | undefined {
  const { remembered, now } = options;
  if (!remembered?.validators || remembered.failures > 0) return undefined;
  const { readAt, ...validators } = remembered.validators;
  return now - readAt < day ? validators : undefined;
}
