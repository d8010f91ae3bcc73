import type { LineFields } from '@invoice-relay/zapier-kit';

/** The names of line item fields: as in the forms of this app. */
export const lineFields: LineFields = { unitPrice: 'unit_cost', taxPercentage: 'vat_percentage' };
