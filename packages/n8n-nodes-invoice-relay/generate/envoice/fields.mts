import {
  describeMember,
  labelOf,
  listFor,
  parameterOf,
  resolveSchema,
  titleOf,
} from '@invoice-relay/envoice/forms';
import type { ListName } from '@invoice-relay/envoice/forms';
import type { JsonSchema } from '@invoice-relay/envoice/operations';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { locatorModes } from './locators.mts';
import { placeholders } from './placeholders.mts';

export interface FieldOptions {
  readonly member: string;
  readonly schema: JsonSchema;
  /** A parameter, a field of a collection (sent only if added), or a field of a line. */
  readonly place: 'parameter' | 'collection' | 'line';
  readonly resource: string;
  readonly omit: readonly string[];
  readonly required?: boolean;
  /** Whether the operation creates the record, so its lines have no ids yet. */
  readonly isNew: boolean;
}

/** Returns the node property for one member of a request body. */
export function fieldOf(options: FieldOptions): INodeProperties {
  const { member, resource, place, required = false } = options;
  const schema = resolveSchema(options.schema);
  const base = {
    displayName: labelOf(member),
    name: parameterOf(member),
    ...(required ? { required: true } : {}),
  };
  const text = { description: describe(options) };
  const placeholder = placeholders[member];
  const hint = placeholder === undefined ? {} : { placeholder };

  const list = listFor({ member, resource });
  if (list !== undefined) return locator({ ...base, ...text, list });
  if (schema.enum) return enumField({ base, text, names: schema.enum, place });
  switch (schema.type) {
    case 'boolean':
      return { ...base, type: 'boolean', default: false, ...text };
    case 'integer':
    case 'number':
      // A line sends what is filled in, and only text can be empty.
      if (place === 'line') {
        const initial = options.isNew && member === 'Quantity' ? '1' : '';
        return { ...base, type: 'string', default: initial, ...hint, ...text };
      }
      return {
        ...base,
        type: 'number',
        ...(schema.type === 'number' ? { typeOptions: { numberPrecision: 6 } } : {}),
        default: 0,
        ...text,
      };
    case 'array':
      return listField({ ...options, schema, base, text });
    case 'object':
      return groupField({ ...options, schema, base, text });
    default:
      if (schema.format === 'date-time') {
        return { ...base, type: 'dateTime', default: '', ...text };
      }
      return {
        ...base,
        type: 'string',
        ...(longTexts.has(member) ? { typeOptions: { rows: 3 } } : {}),
        default: '',
        ...hint,
        ...text,
      };
  }
}

const longTexts = new Set(['Message', 'Notes', 'Note', 'Terms', 'AfterPaymentDescription']);

function describe({ member, resource, place }: FieldOptions): string {
  const text = describeMember({ member, resource, isMain: place === 'parameter' });
  if (text === undefined) throw new Error(`No field can say of itself what ${member} is.`);
  return text;
}

export function locator(options: {
  readonly displayName: string;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly list: ListName;
}): INodeProperties {
  const { displayName, name, description, required, list } = options;
  return {
    displayName,
    name,
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    ...(required === true ? { required } : {}),
    description,
    modes: locatorModes(list),
  };
}

type Base = Pick<INodeProperties, 'displayName' | 'name' | 'required'>;

export function enumOptions(names: readonly string[]): INodePropertyOptions[] {
  return sorted(names.map((name) => ({ name: titleOf(name), value: name })));
}

function enumField(options: {
  readonly base: Base;
  readonly text: { readonly description: string };
  readonly names: readonly string[];
  readonly place: FieldOptions['place'];
}): INodeProperties {
  const { base, text, names, place } = options;
  const notSet = { name: 'Not Set', value: '' };
  return {
    ...base,
    type: 'options',
    options: place === 'line' ? sorted([...enumOptions(names), notSet]) : enumOptions(names),
    default: place === 'line' ? '' : names[0]!,
    ...text,
  };
}

function listField(
  options: FieldOptions & { readonly base: Base; readonly text: { readonly description: string } },
): INodeProperties {
  const { base, text, member } = options;
  if (member === 'AdditionalEmails') {
    return {
      ...base,
      type: 'string',
      typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Email' },
      default: [],
      placeholder: 'name@email.com',
      ...text,
    };
  }
  if (member === 'PaymentGateways') {
    return {
      ...base,
      displayName: 'Payment Gateway Names or IDs',
      type: 'multiOptions',
      typeOptions: { loadOptionsMethod: 'getPaymentGateways' },
      default: [],
      description:
        'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
    };
  }
  const one = labelOf(member).replace(/s$/, '');
  return {
    ...base,
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: `Add ${one}`,
    default: {},
    ...text,
    options: [{ displayName: one, name: 'values', values: linesOf(options) }],
  };
}

function groupField(
  options: FieldOptions & { readonly base: Base; readonly text: { readonly description: string } },
): INodeProperties {
  const { base, text } = options;
  return {
    ...base,
    type: 'fixedCollection',
    placeholder: `Add ${base.displayName}`,
    default: {},
    ...text,
    options: [{ displayName: base.displayName, name: 'values', values: linesOf(options) }],
  };
}

function linesOf({ schema, omit, resource, isNew }: FieldOptions): INodeProperties[] {
  const { properties = {} } = resolveSchema(schema.items ?? schema);
  const fields = Object.entries(properties)
    .filter(([member]) => !omit.includes(member) && !(isNew && member === 'Id'))
    .map(([member, inner]) =>
      fieldOf({ member, schema: inner, place: 'line', resource, omit, isNew }),
    );
  return sortedFields(fields);
}

/** Sorts alphabetically, as n8n's lint rules require. */
export function sorted<Named extends { readonly name: string }>(
  options: readonly Named[],
): Named[] {
  return options.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

export function sortedFields(fields: readonly INodeProperties[]): INodeProperties[] {
  return fields.toSorted((one, other) => one.displayName.localeCompare(other.displayName, 'en'));
}
