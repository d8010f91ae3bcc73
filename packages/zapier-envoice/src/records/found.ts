import { VendorError } from '@invoice-relay/core/errors';

/** What is read by its id; none when Envoice knows no such thing. */
export async function foundBy<Value>(read: () => Promise<Value>): Promise<readonly Value[]> {
  try {
    return [await read()];
  } catch (error) {
    if (error instanceof VendorError && error.code === 'vendor_not_found') return [];
    throw error;
  }
}

/** The link under which a client sees a document; null where Envoice has none for it. */
export async function linkBy(
  ask: () => Promise<{ readonly Link?: string | null }>,
): Promise<string | null> {
  const [answer] = await foundBy(ask);
  return answer?.Link ?? null;
}
