import { createHash } from 'node:crypto';

import type { SiteInvoice } from '../store/site-invoices.ts';

/** The headers that tell a reading from the next one. */
export interface Validators {
  readonly etag: string;
  /** Left out while the second of the last change lasts: another change in it would not show. */
  readonly 'last-modified'?: string;
}

/** @param options.text the whole answer */
export function validatorsOf(options: {
  readonly invoice: SiteInvoice;
  readonly text: string;
  readonly now: number;
}): Validators {
  const { invoice, text, now } = options;
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 27);
  const second = Math.floor(invoice.changedAt / 1_000);
  const settled = Math.floor(now / 1_000) > second;
  return {
    etag: `"${digest}"`,
    ...(settled && { 'last-modified': new Date(second * 1_000).toUTCString() }),
  };
}

/** Whether the caller has this reading already (RFC 9110, section 13.2.2). */
export function isUnchanged(options: {
  readonly validators: Validators;
  readonly ifNoneMatch: string | undefined;
  readonly ifModifiedSince: string | undefined;
}): boolean {
  const { validators, ifNoneMatch, ifModifiedSince } = options;
  if (ifNoneMatch !== undefined) {
    const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return tags.some((tag) => tag === '*' || tag === validators.etag);
  }
  const modified = validators['last-modified'];
  if (ifModifiedSince === undefined || modified === undefined) return false;
  return Date.parse(modified) <= Date.parse(ifModifiedSince);
}
