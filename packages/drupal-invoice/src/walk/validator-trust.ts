import type { Validators } from '../client/index.ts';
import type { Verdict } from './compare.ts';
import { contentHash, shortHash } from './content.ts';
import type { Content } from './content.ts';
import type { Remembered } from './remembered.ts';
import type { Step } from './step.ts';
import { keptValidators } from './validators.ts';

/** So many of the last validators are remembered, over all invoices. */
const mostRemembered = 20;

/**
 * A validator that stands for two contents, of one invoice or of two, is none: it would hide
 * changes. Then none is sent to the site any more.
 */
export function checkValidators(
  { cursor, world }: Step,
  options: {
    readonly known: Remembered | null;
    readonly seen: Content;
    readonly verdict: Verdict;
    readonly validators: Validators;
  },
): void {
  const { known, seen, verdict } = options;
  const kept = keptValidators({ validators: options.validators, now: world.now() });
  const text = textOf(kept);
  if (!cursor.trustsValidators || text === null) return;
  const isSame = textOf(known?.validators) === text;
  const validator = shortHash(text);
  const content = contentHash(seen);
  const isOfAnother = cursor.validators.some(
    (entry) => entry.validator === validator && entry.content !== content,
  );
  // What an invoice's own validator leaves out may be a member that changes by itself.
  if (isSame ? verdict.kind === 'changed' : isOfAnother) {
    cursor.trustsValidators = false;
    cursor.validators = [];
    return;
  }
  cursor.validators = [
    { validator, content },
    ...cursor.validators.filter((entry) => entry.validator !== validator),
  ].slice(0, mostRemembered);
}

function textOf(validators: Remembered['validators'] | undefined): string | null {
  return validators?.etag ?? validators?.lastModified ?? null;
}
