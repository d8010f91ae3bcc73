import { foundBy } from '@invoice-relay/zapier-kit';

/** The link under which a client sees a document; null if Envoice has none for it. */
export async function linkBy(
  ask: () => Promise<{ readonly Link?: string | null }>,
): Promise<string | null> {
  const [response] = await foundBy(ask);
  return response?.Link ?? null;
}
