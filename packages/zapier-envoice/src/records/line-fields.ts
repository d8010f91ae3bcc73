import { isRecord } from '@invoice-relay/envoice/forms';
import type { LineFields } from '@invoice-relay/zapier-kit';

/** The names of line item fields: as in the forms of this app, with the ids that these take. */
export const lineFields: LineFields = {
  unitPrice: 'unit_price',
  taxPercentage: 'tax_percentage',
  more({ document, index }) {
    const { name } = linesOf(document)[index]!;
    const own = itemsOf(document)[index] ?? {};
    return {
      work_type: name,
      work_type_id: idOf(own['WorkTypeId']),
      tax_id: idOf(own['TaxId']),
    };
  },
};

type Document = Parameters<NonNullable<LineFields['more']>>[0]['document'];

function linesOf(document: Document) {
  if ('invoiceLines' in document) return document.invoiceLines;
  return 'orderLines' in document ? document.orderLines : document.estimateLines;
}

/** What Envoice says about its items beyond the canonical model, in their order. */
function itemsOf({ extensions }: Document): readonly Readonly<Record<string, unknown>>[] {
  const items: unknown = extensions['envoice']?.['Items'];
  return Array.isArray(items) ? items.filter(isRecord) : [];
}

/** Envoice writes 0 for none. */
function idOf(value: unknown): unknown {
  return value === 0 || value === undefined ? null : value;
}
