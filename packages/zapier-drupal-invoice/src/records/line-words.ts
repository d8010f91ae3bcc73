import type { LineWords } from '@invoice-relay/zapier-kit';

/** The names of line item fields: as in the forms of this app. */
export const lineWords: LineWords = { unitPrice: 'unit_cost', taxPercentage: 'vat_percentage' };
