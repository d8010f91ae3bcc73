import type { DocumentRecord } from './documents.ts';

/** What a list of Envoice does not tell of a document, so that a record would say it wrongly. */
const unknown: ReadonlySet<string> = new Set([
  'allowanceCharges',
  'estimateLines',
  'invoiceLines',
  'link',
  'orderLines',
  'payments',
  'taxSubtotals',
]);

/** The totals that a list states. What is paid follows from payments, which it does not have. */
const statedTotals = ['taxExclusiveAmount', 'taxAmount', 'taxInclusiveAmount'];

/** Of what a source keeps of its own: what comes of lines and payments. */
const unknownExtensions: ReadonlySet<string> = new Set(['Items', 'Payments']);

/**
 * A document as Envoice lists it: what the searches give of it, without what only one that is read
 * whole has. Lines that are not there are left out, and not empty: nobody is to take an invoice
 * for one without lines.
 */
export function listedDocument(document: DocumentRecord): DocumentRecord {
  const { totals, extensions, ...others } = document as Whole;
  return {
    ...without(others, unknown),
    id: document.id,
    totals: Object.fromEntries(statedTotals.map((name) => [name, totals[name]])),
    extensions: Object.fromEntries(
      Object.entries(extensions).map(([source, own]) => [source, without(own, unknownExtensions)]),
    ),
  };
}

type Members = Readonly<Record<string, unknown>>;

type Whole = DocumentRecord & {
  readonly totals: Members;
  readonly extensions: Readonly<Record<string, Members>>;
};

function without(members: Members, names: ReadonlySet<string>): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.has(name)));
}
