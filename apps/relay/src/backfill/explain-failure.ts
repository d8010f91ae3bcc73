import type { VendorError } from '@invoice-relay/core/errors';

/** Why a backfill waits, for people. */
export function whyItWaits(error: VendorError): string {
  return `${error.message} It is asked again later, and the backfill goes on where it stopped.`;
}

/** Why a backfill failed, and how to mend it. */
export function whyItFailed(options: {
  readonly error: VendorError;
  readonly connectionId: string;
}): string {
  const { error, connectionId } = options;
  if (error.code === 'vendor_unauthorized') {
    return `${error.message} Set credentials that the vendor takes with PATCH /v1/connections/${connectionId}, then start a new backfill.`;
  }
  if (error.temporary) {
    return `${error.message} It was so for about a day, so the backfill was given up. When the vendor answers again, start a new one.`;
  }
  return `${error.message} Mend what it says, then start a new backfill.`;
}

/** The connection was deleted, or its source is not there any more. */
export const nobodyToAsk =
  'The connection was deleted, or the relay runs without its source now. If it still exists, add the package of its source to RELAY_SOURCES, start the relay again, and start a new backfill.';
