// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const workTypeSearchFields: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
    displayOptions: {
      show: {
        resource: ['workType'],
        operation: ['search'],
      },
    },
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: {
      minValue: 1,
    },
    default: 50,
    description: 'Max number of results to return',
    displayOptions: {
      show: {
        resource: ['workType'],
        operation: ['search'],
        returnAll: [false],
      },
    },
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    options: [
      {
        displayName: 'Direction',
        name: 'order',
        type: 'options',
        options: [
          {
            name: 'Asc',
            value: 'Asc',
          },
          {
            name: 'Desc',
            value: 'Desc',
          },
          {
            name: 'None',
            value: 'None',
          },
        ],
        default: 'Asc',
        description: 'Sort order: lowest first (Asc) or highest first (Desc)',
      },
      {
        displayName: 'Search Text',
        name: 'query',
        type: 'string',
        default: '',
        description: 'Only results that contain this text',
      },
      {
        displayName: 'Sort By',
        name: 'orderBy',
        type: 'options',
        options: [
          {
            name: 'Created On',
            value: 'CreatedOn',
          },
          {
            name: 'ID',
            value: 'Id',
          },
          {
            name: 'Title',
            value: 'Title',
          },
        ],
        default: 'Title',
        description: 'Field to sort by',
      },
    ],
    displayOptions: {
      show: {
        resource: ['workType'],
        operation: ['search'],
      },
    },
  },
];
