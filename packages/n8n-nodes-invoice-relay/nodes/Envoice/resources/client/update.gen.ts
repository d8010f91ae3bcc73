// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const clientUpdateFields: INodeProperties[] = [
  {
    displayName: 'Client',
    name: 'clientId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The client to use',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select a client...',
        typeOptions: {
          searchListMethod: 'searchClients',
          searchable: true,
        },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 2185',
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
        resource: ['client'],
        operation: ['update'],
      },
    },
  },
  {
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [
      {
        displayName: 'Additional Emails',
        name: 'additionalEmails',
        type: 'string',
        typeOptions: {
          multipleValues: true,
          multipleValueButtonText: 'Add Email',
        },
        default: [],
        placeholder: 'name@email.com',
        description: 'Additional addresses that get a copy of everything sent to the client',
      },
      {
        displayName: 'Address',
        name: 'address',
        type: 'string',
        default: '',
        description: 'Street, city and country, as shown on the document',
      },
      {
        displayName: 'Company Registration Number',
        name: 'companyRegistrationNumber',
        type: 'string',
        default: '',
        description: 'Registration number of the company',
      },
      {
        displayName: 'Country',
        name: 'clientCountryId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'The country of the client',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            placeholder: 'Select a country...',
            typeOptions: {
              searchListMethod: 'searchCountries',
              searchable: true,
            },
          },
          {
            displayName: 'By Code',
            name: 'code',
            type: 'string',
            placeholder: 'e.g. NL',
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. 150',
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
      },
      {
        displayName: 'Currency',
        name: 'clientCurrencyId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'The currency of documents for the client',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            placeholder: 'Select a currency...',
            typeOptions: {
              searchListMethod: 'searchCurrencies',
              searchable: true,
            },
          },
          {
            displayName: 'By Code',
            name: 'code',
            type: 'string',
            placeholder: 'e.g. EUR',
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. 163',
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
      },
      {
        displayName: 'Email',
        name: 'email',
        type: 'string',
        default: '',
        placeholder: 'name@email.com',
        description: 'Email address',
      },
      {
        displayName: 'Language',
        name: 'uiLanguageId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'The language in which documents are sent',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            placeholder: 'Select a language...',
            typeOptions: {
              searchListMethod: 'searchLanguages',
              searchable: true,
            },
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. 1',
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
      },
      {
        displayName: 'Name',
        name: 'name',
        type: 'string',
        default: '',
        description: 'What it is called',
      },
      {
        displayName: 'Payment Term (Days)',
        name: 'defaultDueDateInDays',
        type: 'number',
        default: 0,
        description: 'How many days after its issue date an invoice of the client is due',
      },
      {
        displayName: 'Phone',
        name: 'phoneNumber',
        type: 'string',
        default: '',
        description: 'Phone number',
      },
      {
        displayName: 'VAT Number',
        name: 'vat',
        type: 'string',
        default: '',
        description: 'VAT identification number, such as NL012345678B01',
      },
    ],
    displayOptions: {
      show: {
        resource: ['client'],
        operation: ['update'],
      },
    },
  },
];
