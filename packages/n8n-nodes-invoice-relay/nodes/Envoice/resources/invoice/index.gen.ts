// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { invoiceChangeStatusFields } from './changeStatus.gen.ts';
import { invoiceCreateFields } from './create.gen.ts';
import { invoiceDeleteFields } from './delete.gen.ts';
import { invoiceDownloadPdfFields } from './downloadPdf.gen.ts';
import { invoiceGetFields } from './get.gen.ts';
import { invoiceGetAllFields } from './getAll.gen.ts';
import { invoiceGetPdfLinkFields } from './getPdfLink.gen.ts';
import { invoiceGetLinkFields } from './getLink.gen.ts';
import { invoiceGetStatusFields } from './getStatus.gen.ts';
import { invoiceSendToAccountantFields } from './sendToAccountant.gen.ts';
import { invoiceSendToClientFields } from './sendToClient.gen.ts';
import { invoiceUpdateFields } from './update.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['invoice'],
    },
  },
  options: [
    {
      name: 'Change Status',
      value: 'changeStatus',
      action: 'Change invoice status',
      description: 'Set the status of an invoice to draft, paid, unpaid, overdue or void',
    },
    {
      name: 'Create',
      value: 'create',
      action: 'Create invoice',
      description: 'Create a new invoice',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete invoice',
      description: 'Delete an invoice permanently',
    },
    {
      name: 'Download PDF',
      value: 'downloadPdf',
      action: 'Download invoice PDF',
      description: 'Download the PDF of an invoice as a file',
    },
    {
      name: 'Get',
      value: 'get',
      action: 'Get invoice',
      description: 'Retrieve an invoice with its line items, payments and activities',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many invoices',
      description: 'Retrieve a list of invoices',
    },
    {
      name: 'Get PDF Link',
      value: 'getPdfLink',
      action: 'Get invoice PDF link',
      description: 'Retrieve a link to the PDF of an invoice, without the file',
    },
    {
      name: 'Get Share Link',
      value: 'getLink',
      action: 'Get invoice share link',
      description: 'Retrieve the link at which the client views and pays an invoice',
    },
    {
      name: 'Get Status',
      value: 'getStatus',
      action: 'Get invoice status',
      description: 'Retrieve only the status of an invoice',
    },
    {
      name: 'Send to Accountant',
      value: 'sendToAccountant',
      action: 'Send invoice to accountant',
      description: 'Send an invoice by email to the accountant in the account settings',
    },
    {
      name: 'Send to Client',
      value: 'sendToClient',
      action: 'Send invoice to client',
      description: 'Send an invoice to its client by email',
    },
    {
      name: 'Update',
      value: 'update',
      action: 'Update invoice',
      description: 'Update an invoice: fields that are not given stay unchanged',
    },
  ],
  default: 'getAll',
};

export const invoiceProperties: INodeProperties[] = [
  operation,
  ...invoiceChangeStatusFields,
  ...invoiceCreateFields,
  ...invoiceDeleteFields,
  ...invoiceDownloadPdfFields,
  ...invoiceGetFields,
  ...invoiceGetAllFields,
  ...invoiceGetPdfLinkFields,
  ...invoiceGetLinkFields,
  ...invoiceGetStatusFields,
  ...invoiceSendToAccountantFields,
  ...invoiceSendToClientFields,
  ...invoiceUpdateFields,
];
