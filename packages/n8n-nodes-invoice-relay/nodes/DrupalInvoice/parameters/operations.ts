import type { INodeProperties } from 'n8n-workflow';

/** Operations, and the invoice they apply to. */
export const operationParameters: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [{ name: 'Invoice', value: 'invoice' }],
    default: 'invoice',
  },
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['invoice'] } },
    options: [
      {
        name: 'Create',
        value: 'create',
        description: 'Create a new invoice on the site',
        action: 'Create invoice',
      },
      {
        name: 'Get',
        value: 'get',
        description: 'Retrieve an invoice with its items',
        action: 'Get invoice',
      },
      {
        name: 'Get HTML',
        value: 'getHtml',
        description: 'Retrieve the page on which the site shows an invoice',
        action: 'Get invoice as HTML',
      },
      {
        name: 'Get Many',
        value: 'getAll',
        description: 'Retrieve a list of invoices, without their items',
        action: 'Get many invoices',
      },
      {
        name: 'Get PDF',
        value: 'getPdf',
        description: 'Download an invoice as a PDF file',
        action: 'Get invoice as PDF',
      },
      {
        name: 'Update',
        value: 'update',
        description:
          'Update an invoice, for example when it was paid; fields that are not given stay unchanged',
        action: 'Update invoice',
      },
    ],
    default: 'get',
  },
  {
    displayName: 'Invoice Number or ID',
    name: 'invoiceId',
    type: 'resourceLocator',
    required: true,
    default: { mode: 'list', value: '' },
    description: 'The invoice, by its printed number or its bare number',
    displayOptions: {
      show: { resource: ['invoice'], operation: ['get', 'getHtml', 'getPdf', 'update'] },
    },
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select an invoice...',
        typeOptions: { searchListMethod: 'searchInvoices', searchable: true },
      },
      {
        displayName: 'By Number or ID',
        name: 'number',
        type: 'string',
        placeholder: 'e.g. 20260007 or 7',
      },
    ],
  },
  {
    displayName: 'Put Output File in Field',
    name: 'binaryPropertyName',
    type: 'string',
    required: true,
    default: 'data',
    hint: 'The name of the output binary field to put the file in',
    displayOptions: { show: { resource: ['invoice'], operation: ['getPdf'] } },
  },
];
