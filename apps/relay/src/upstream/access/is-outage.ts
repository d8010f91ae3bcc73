import type { VendorError } from '@invoice-relay/core/errors';

/** Failures that say that the vendor cannot be asked at all, and not only about one document. */
const outageCodes: ReadonlySet<VendorError['code']> = new Set([
  'vendor_unreachable',
  'vendor_unauthorized',
  'vendor_rate_limited',
]);

export function isOutage({ code }: Pick<VendorError, 'code'>): boolean {
  return outageCodes.has(code);
}
