import type { Create } from 'zapier-platform-core';

import { createInvoice } from './create-invoice.ts';
import { updateInvoice } from './update-invoice.ts';

/** By key: `create_invoice`. */
export const creates: Readonly<Record<string, Create>> = {
  [createInvoice.key]: createInvoice,
  [updateInvoice.key]: updateInvoice,
};
