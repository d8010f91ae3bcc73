import type { INodeProperties } from 'n8n-workflow';

import { itemsJson } from './hand-written.mts';

/**
 * How line items are given since version 2, as in the Drupal Invoice node: one by one or as JSON.
 * In version 1, JSON was an additional field and was appended to the lines that were filled in.
 */
export function lineFields(options: {
  /** The field for lines given one by one. */
  readonly items: INodeProperties;
  readonly collection: 'additionalFields' | 'updateFields';
  readonly hasQuantity: boolean;
  readonly isShownInVersion1: boolean;
}): INodeProperties[] {
  const { items, isShownInVersion1 } = options;
  const since2 = { '@version': [{ _cnd: { gte: 2 } }] };
  return [
    {
      displayName: 'Specify Line Items',
      name: 'itemsInput',
      type: 'options',
      noDataExpression: true,
      default: 'fields',
      description: 'How to specify the line items',
      displayOptions: { show: since2 },
      options: [
        { name: 'Using Fields Below', value: 'fields' },
        { name: 'Using JSON', value: 'json' },
      ],
    },
    {
      ...items,
      // Hides instead of shows: version 1 lacks the parameter that this would depend on.
      displayOptions: isShownInVersion1
        ? { hide: { itemsInput: ['json'] } }
        : { show: { ...since2, itemsInput: ['fields'] } },
    },
    {
      ...itemsJson({ ...options, isAppended: false }),
      displayOptions: { show: { ...since2, itemsInput: ['json'] } },
    },
  ];
}

/** A collection field that version 2 has elsewhere. */
export function onlyInVersion1(field: INodeProperties): INodeProperties {
  return { ...field, displayOptions: { show: { '@version': [1] } } };
}
