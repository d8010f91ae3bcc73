import type { Estimate, Invoice, Order } from '@invoice-relay/core/models';
import type { EnvoiceClient } from '@invoice-relay/envoice';
import { createAccountLists } from '@invoice-relay/envoice/forms';
import type { DocumentKind } from '@invoice-relay/zapier-kit';

import { documentRecord, withKnownNames } from './documents.ts';
import type { DocumentRecord } from './documents.ts';

/** What a list of Envoice does not tell of a document, so that a record would say it wrongly. */
const unknown: ReadonlySet<string> = new Set([
  'allowanceCharges',
  'estimateLines',
  'invoiceLines',
  'orderLines',
  'payments',
  'taxSubtotals',
]);

/** The totals that a list states. What is paid follows from payments, which it does not have. */
const statedTotals = ['taxExclusiveAmount', 'taxAmount', 'taxInclusiveAmount'];

/** Of what a source keeps of its own: what comes of lines and payments. */
const unknownExtensions: ReadonlySet<string> = new Set(['Items', 'Payments']);

/** Of what is told flat: what follows from lines, payments and the link. */
const unknownFlat: ReadonlySet<string> = new Set([
  'amount_due',
  'amount_paid',
  'line_items',
  'link',
]);

/**
 * A document as Envoice lists it: what the searches give of it, without what only one that is read
 * whole has. Lines that are not there are left out, and not empty: nobody is to take an invoice
 * for one without lines.
 */
export function listedDocument(record: DocumentRecord, kind: DocumentKind): DocumentRecord {
  const { totals, extensions, ...others } = record[kind] as Whole;
  return {
    ...without(record, unknownFlat),
    id: record.id,
    [kind]: {
      ...without(others, unknown),
      totals: Object.fromEntries(statedTotals.map((name) => [name, totals[name]])),
      extensions: Object.fromEntries(
        Object.entries(extensions).map(([source, own]) => [
          source,
          without(own, unknownExtensions),
        ]),
      ),
    },
  };
}

/** Documents of a list, with the names of what they say by ids alone. */
export async function listedDocuments(options: {
  readonly client: EnvoiceClient;
  readonly kind: DocumentKind;
  readonly documents: readonly (Invoice | Estimate | Order)[];
}): Promise<readonly DocumentRecord[]> {
  const { client, kind, documents } = options;
  const reader = { client, lists: createAccountLists(client) };
  const named = await Promise.all(documents.map((document) => withKnownNames(reader, document)));
  return named.map((document) =>
    listedDocument(documentRecord({ kind, document, link: null }), kind),
  );
}

type Members = Readonly<Record<string, unknown>>;

type Whole = Members & {
  readonly totals: Members;
  readonly extensions: Readonly<Record<string, Members>>;
};

function without(members: Members, names: ReadonlySet<string>): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.has(name)));
}
