import type { VendorError } from '@invoice-relay/core/errors';
import type { BackfillStep } from '@invoice-relay/core/source';

import type { BackfillEntity } from '../../database/entities/backfill.entity.ts';

/** Why a backfill is waiting, human-readable. */
export function waitingReason(error: VendorError): string {
  return `${error.message} The relay tries again later, and the backfill continues where it stopped.`;
}

/** Why a backfill failed, and how to fix it. */
export function failureReason(options: {
  readonly error: VendorError;
  readonly connectionId: string;
}): string {
  const { error, connectionId } = options;
  if (error.code === 'vendor_unauthorized') {
    return `${error.message} Set valid credentials with PATCH /v1/connections/${connectionId}, then start a new backfill.`;
  }
  if (error.temporary) {
    return `${error.message} This lasted for about a day, so the backfill was given up. Once the vendor responds again, start a new one.`;
  }
  return `${error.message} Fix the cause, then start a new backfill.`;
}

export const connectionDeleted = 'The connection was deleted.';

/** What was found cannot be read without its source either. */
export const sourceMissing =
  'The relay runs without the source of this connection, or with one that does not support backfills. Add its package to RELAY_SOURCES, restart the relay, and start a new backfill.';

/** How many unreadable documents are named. */
const maxExamples = 3;

/** Vendors write reasons of any length. */
const longestReason = 200;

/** The documents to name, after a step added its own. */
export function addExamples(
  examples: readonly string[],
  unreadable: NonNullable<BackfillStep['unreadable']>,
): string[] {
  const more = unreadable.map(
    ({ document, reason }) => `${document} (${reason.slice(0, longestReason)})`,
  );
  return [...examples, ...more].slice(0, maxExamples);
}

/** The message of a backfill that ends; null if there is no problem. */
export function finalError(
  backfill: Pick<BackfillEntity, 'walkError' | 'appended' | 'unreadable' | 'unreadableExamples'>,
): string | null {
  const parts = [givenUp(backfill), unread(backfill)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

function givenUp({
  walkError,
  appended,
}: Pick<BackfillEntity, 'walkError' | 'appended'>): string | null {
  if (walkError === null) return null;
  const found = appended === 1 ? '1 activity' : `${appended} activities`;
  return `${walkError} What was found missing until then became events (${found}); a new backfill finds the rest.`;
}

function unread(
  backfill: Pick<BackfillEntity, 'unreadable' | 'unreadableExamples'>,
): string | null {
  const { unreadable, unreadableExamples } = backfill;
  if (unreadable === 0) return null;
  const examples: string[] = JSON.parse(unreadableExamples);
  const documents = unreadable === 1 ? '1 document' : `${unreadable} documents`;
  const others = unreadable > examples.length ? ', …' : '';
  return `${documents} could not be read: ${examples.join(', ')}${others}. A new backfill tries them again.`;
}
