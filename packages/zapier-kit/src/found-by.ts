import { VendorError } from '@invoice-relay/core/errors';

/** What is read by its id; none when the vendor knows no such thing. */
export async function foundBy<Value>(read: () => Promise<Value>): Promise<Value[]> {
  try {
    return [await read()];
  } catch (error) {
    if (error instanceof VendorError && error.code === 'vendor_not_found') return [];
    throw error;
  }
}
