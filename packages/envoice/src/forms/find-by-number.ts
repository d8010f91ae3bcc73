import type { EnvoiceClient } from '../client/index.ts';

/** The lists of documents with a human-readable number: `INV-0001`. */
export const numberedLists = ['invoice', 'estimation', 'paymentLink'] as const;
export type NumberedList = (typeof numberedLists)[number];

const pageSize = 100;

/**
 * Finds the id of the document with a printed number, in any case; undefined if there is none.
 * Envoice cannot be queried by number, so its list is read page by page until the number is found.
 *
 * @throws {VendorError}
 */
export async function findByNumber(options: {
  readonly client: EnvoiceClient;
  readonly list: NumberedList;
  readonly number: string;
}): Promise<number | undefined> {
  const { client, list } = options;
  const wanted = comparable(options.number);
  for await (const { Id, Number: number } of rowsOf(client, list)) {
    if (Id && number && comparable(number) === wanted) return Id;
  }
  return undefined;
}

interface Numbered {
  readonly Id?: number | null;
  readonly Number?: string | null;
}

function rowsOf(client: EnvoiceClient, list: NumberedList): AsyncIterable<Numbered> {
  switch (list) {
    case 'invoice':
      return client.invoices.iterate({ pageSize });
    case 'estimation':
      return client.estimations.iterate({ pageSize });
    case 'paymentLink':
      return client.paymentLinks.iterate({ pageSize });
  }
}

function comparable(number: string): string {
  return number.trim().toLowerCase();
}
