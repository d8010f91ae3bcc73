// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
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
    description: 'The invoice to use',
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
        hint: 'The printed number. Envoice cannot search for it, so the node reads the list until it is found: an ID is faster.',
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
              errorMessage: 'Not a valid ID: Envoice IDs are whole numbers',
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
        description: 'Whether to use the digitally signed version. Envoice returns an error if there is none.',
      },
      {
        displayName: 'File Name',
        name: 'fileName',
        type: 'string',
        default: '',
        placeholder: 'e.g. invoice.pdf',
        description: 'Name of the file, if it should differ from the one Envoice returns. Folders are removed.',
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
