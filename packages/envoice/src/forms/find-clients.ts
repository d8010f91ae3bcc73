import type { EnvoiceResponse, EnvoiceClient } from '../client/index.ts';

/** The members by which a client can be found. */
export type ClientMatch = 'CompanyRegistrationNumber' | 'Email' | 'Name' | 'Vat';

/**
 * Finds the clients with this email, name or number, ignoring case and surrounding white space.
 * Envoice cannot search clients, so all are read.
 *
 * @returns an empty list for an empty text
 * @throws {VendorError}
 */
export async function findClients(options: {
  readonly client: EnvoiceClient;
  readonly by: ClientMatch;
  readonly value: string;
}): Promise<readonly EnvoiceResponse<'ClientDetailsApiModel'>[]> {
  const { client, by, value } = options;
  const wanted = plain(value);
  if (wanted === '') return [];
  return (await client.clients.list()).filter((one) => plain(one[by]) === wanted);
}

function plain(value: string | null | undefined): string {
  return (value ?? '').trim().toLowerCase();
}
