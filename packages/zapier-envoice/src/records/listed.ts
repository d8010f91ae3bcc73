import type { Estimate, Invoice, Order } from '@invoice-relay/core/models';
import { withListedNames } from '@invoice-relay/envoice';
import type { EnvoiceClient } from '@invoice-relay/envoice';
import { createAccountLists } from '@invoice-relay/envoice/forms';
import type { DocumentKind } from '@invoice-relay/zapier-kit';

import { documentRecord } from './documents.ts';
import type { DocumentRecord } from './documents.ts';

/** What Envoice's lists do not contain of a document, so that a record would be wrong about it. */
const unknown: ReadonlySet<string> = new Set([
  'allowanceCharges',
  'estimateLines',
  'invoiceLines',
  'orderLines',
  'payments',
  'taxSubtotals',
]);

/** The totals that a list contains. What is paid follows from payments, which it does not have. */
const statedTotals = ['taxExclusiveAmount', 'taxAmount', 'taxInclusiveAmount'];

/** Of a source's own extensions: what follows from lines and payments. */
const unknownExtensions: ReadonlySet<string> = new Set(['Items', 'Payments']);

/** Of the flat fields: what follows from lines, payments and the link. */
const unknownFlat: ReadonlySet<string> = new Set([
  'amount_due',
  'amount_paid',
  'line_items',
  'link',
]);

/**
 * A document as listed by Envoice: the output of the searches, without what is only known of a
 * completely read one. Missing lines are omitted rather than empty: nobody should take an invoice
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

/** Documents of a list, with the names behind their ids. */
export async function listedDocuments(options: {
  readonly client: EnvoiceClient;
  readonly kind: DocumentKind;
  readonly documents: readonly (Invoice | Estimate | Order)[];
}): Promise<readonly DocumentRecord[]> {
  const { client, kind, documents } = options;
  const lists = createAccountLists(client);
  const named = await Promise.all(documents.map((document) => withListedNames(document, lists)));
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
