import { resolveSchema } from '@invoice-relay/envoice/forms';
import { models } from '@invoice-relay/envoice/operations';
import type { INodeProperties } from 'n8n-workflow';

import { enumOptions, locator, sortedFields } from './fields.mts';
import type { OperationPlan, ResourcePlan, RowFilter } from './plan/index.mts';

/** Models of list rows, keyed by resource. */
const rowModels: Readonly<Record<string, string>> = {
  invoice: 'InvoiceDetailsApiModel',
  estimation: 'EstimationDetailsApiModel',
  order: 'OrderDetailsApiModel',
  product: 'ProductDetailsApiModel',
};

/** Returns the filter fields of a list; empty for a list without filters. */
export function rowFilterFields(options: {
  readonly resource: ResourcePlan;
  readonly plan: OperationPlan;
}): INodeProperties[] {
  const { resource, plan } = options;
  const { rowFilters = [] } = plan;
  if (rowFilters.length === 0) return [];
  const fields = rowFilters.flatMap((filter) => fieldsOf(filter, resource));
  return [
    {
      displayName: 'Filters',
      name: 'filters',
      type: 'collection',
      placeholder: 'Add Filter',
      default: {},
      description:
        'Only return results that match all filters. Leave empty for all. Envoice does not support some of them, so the node reads its list until there are enough matches.',
      options: sortedFields(fields),
    },
  ];
}

function fieldsOf(filter: RowFilter, resource: ResourcePlan): INodeProperties[] {
  switch (filter) {
    case 'client':
      return [
        locator({
          displayName: 'Client',
          name: 'clientId',
          description: 'Only documents of this client',
          list: 'client',
        }),
      ];
    case 'due':
      return [
        day('Due From', 'dueFrom', 'Only documents due on or after this day'),
        day('Due To', 'dueTo', 'Only documents due on or before this day'),
      ];
    case 'issued':
      return [
        day('Issued From', 'issuedFrom', 'Only documents issued on or after this day'),
        day('Issued To', 'issuedTo', 'Only documents issued on or before this day'),
      ];
    case 'search':
      return [
        {
          displayName: 'Search Text',
          name: 'searchText',
          type: 'string',
          default: '',
          description:
            'Only results whose simplified version (number, name, email and so on) contains every word',
        },
      ];
    case 'status':
      return [
        {
          displayName: 'Status',
          name: 'status',
          type: 'multiOptions',
          default: [],
          description: 'Only results with one of these statuses. Leave empty for all.',
          options: enumOptions(statusesOf(resource)),
        },
      ];
  }
}

function day(displayName: string, name: string, description: string): INodeProperties {
  return { displayName, name, type: 'dateTime', default: '', description };
}

function statusesOf({ value }: ResourcePlan): readonly string[] {
  const { properties = {} } = models[rowModels[value] ?? ''] ?? {};
  const names = resolveSchema(properties['Status'] ?? {}).enum;
  if (names === undefined) throw new Error(`${value} has no statuses to filter by.`);
  return names;
}
