import { VendorError } from '@invoice-relay/core/errors';

/** What is read by its id; an empty list if the vendor has no such record. */
export async function foundBy<Value>(read: () => Promise<Value>): Promise<Value[]> {
  try {
    return [await read()];
  } catch (error) {
    if (error instanceof VendorError && error.code === 'vendor_not_found') return [];
    throw error;
  }
}
