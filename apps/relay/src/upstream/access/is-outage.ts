import type { VendorError } from '@invoice-relay/core/errors';

/** Failures that mean that the vendor cannot be reached at all, and not just for one document. */
const outageCodes: ReadonlySet<VendorError['code']> = new Set([
  'vendor_unreachable',
  'vendor_unauthorized',
  'vendor_rate_limited',
]);

export function isOutage({ code }: Pick<VendorError, 'code'>): boolean {
  return outageCodes.has(code);
}
