// Generated from Envoice's operations. Do not edit: test/envoice/generated.test.ts tells how to renew it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const invoiceDownloadPdfFields: INodeProperties[] = [
  {
    displayName: 'Invoice',
    name: 'invoiceId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'Which invoice it is about',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select an invoice...',
        typeOptions: {
          searchListMethod: 'searchInvoices',
          searchable: true,
        },
      },
      {
        displayName: 'By Number',
        name: 'number',
        type: 'string',
        placeholder: 'e.g. INV-0001',
        hint: 'As it is printed. Envoice cannot be asked for it, so its list is read until it is found: an ID is faster.',
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 3971',
        validation: [
          {
            type: 'regex',
            properties: {
              regex: '^[1-9][0-9]{0,14}$',
              errorMessage: 'Not a valid ID: those of Envoice are whole numbers',
            },
          },
        ],
      },
    ],
    displayOptions: {
      show: {
        resource: ['invoice'],
        operation: ['downloadPdf'],
      },
    },
  },
  {
    displayName: 'Put Output File in Field',
    name: 'binaryPropertyName',
    type: 'string',
    required: true,
    default: 'data',
    hint: 'The name of the output binary field to put the file in',
    displayOptions: {
      show: {
        resource: ['invoice'],
        operation: ['downloadPdf'],
      },
    },
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    options: [
      {
        displayName: 'Digitally Signed',
        name: 'signedVersion',
        type: 'boolean',
        default: false,
        description: 'Whether to take the digitally signed version. Envoice refuses when there is none.',
      },
      {
        displayName: 'File Name',
        name: 'fileName',
        type: 'string',
        default: '',
        placeholder: 'invoice.pdf',
        description: 'What to call the file, where the name that Envoice gives it does not do. Folders in it are left out.',
      },
    ],
    displayOptions: {
      show: {
        resource: ['invoice'],
        operation: ['downloadPdf'],
      },
    },
  },
];
