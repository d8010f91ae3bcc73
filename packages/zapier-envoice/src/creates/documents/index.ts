import type { Create } from 'zapier-platform-core';

import { addLineItems } from './add-line-items.ts';
import { changeInvoiceStatus } from './change-invoice-status.ts';
import { changeOrderStatus } from './change-order-status.ts';
import { convertEstimate } from './convert-estimate.ts';
import { createEstimate } from './create-estimate.ts';
import { createInvoice } from './create-invoice.ts';
import { createOrder } from './create-order.ts';
import { sendEstimate } from './send-estimate.ts';
import { sendInvoiceToAccountant } from './send-invoice-to-accountant.ts';
import { sendInvoiceToClient } from './send-invoice-to-client.ts';
import { updateInvoice } from './update-invoice.ts';

/** The steps that create or change invoices, estimates and orders. */
export const documentCreates: readonly Create[] = [
  createInvoice,
  updateInvoice,
  addLineItems,
  changeInvoiceStatus,
  sendInvoiceToClient,
  sendInvoiceToAccountant,
  createEstimate,
  sendEstimate,
  convertEstimate,
  createOrder,
  changeOrderStatus,
];
