import type { LineWords } from '@invoice-relay/zapier-kit';

/** What line items are called: as in the forms of this app. */
export const lineWords: LineWords = { unitPrice: 'unit_cost', taxPercentage: 'vat_percentage' };
