// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const workTypeUpdateFields: INodeProperties[] = [
  {
    displayName: 'Work Type',
    name: 'workTypeId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The work type to use',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select a work type...',
        typeOptions: {
          searchListMethod: 'searchWorkTypes',
          searchable: true,
        },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 2402',
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
        resource: ['workType'],
        operation: ['update'],
      },
    },
  },
  {
    displayName: 'Title',
    name: 'title',
    required: true,
    type: 'string',
    default: '',
    description: 'What it is called',
    displayOptions: {
      show: {
        resource: ['workType'],
        operation: ['update'],
      },
    },
  },
];
