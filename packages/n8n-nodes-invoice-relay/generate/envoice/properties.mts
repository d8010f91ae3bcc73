import { resolveSchema } from '@invoice-relay/envoice/forms';
import { operations, models } from '@invoice-relay/envoice/operations';
import type { JsonSchema, Operation, OperationParameter } from '@invoice-relay/envoice/operations';
import type { INodeProperties } from 'n8n-workflow';

import { enumOptions, fieldOf, locator, sortedFields } from './fields.mts';
import {
  extras,
  itemsJson,
  listMode,
  limit,
  pdfFileName,
  returnAll,
  simplify,
} from './hand-written.mts';
import { lineFields, onlyInVersion1 } from './lines.mts';
import type { OperationPlan, ResourcePlan } from './plan/index.mts';
import { rowFilterFields } from './row-filters.mts';

/** Returns all fields of an operation, each shown for that operation only. */
export function propertiesOf(options: {
  readonly resource: ResourcePlan;
  readonly plan: OperationPlan;
}): INodeProperties[] {
  const { resource, plan } = options;
  const operation = operations.find(({ id }) => id === plan.api)!;
  const fields = [
    ...(plan.subject ? [subjectField(resource)] : []),
    ...(plan.extra ?? []).flatMap((name) => extras[name]),
    ...bodyFields({ resource, plan, operation }),
    ...(plan.many ? [returnAll, limitUnlessAll] : []),
    ...(plan.simplify ? [simplify] : []),
    ...queryFields({ plan, operation }),
    ...rowFilterFields({ resource, plan }),
  ];
  return fields.map((field) => showFor({ field, resource, plan }));
}

const limitUnlessAll: INodeProperties = {
  ...limit,
  displayOptions: { show: { returnAll: [false] } },
};

function showFor(options: {
  readonly field: INodeProperties;
  readonly resource: ResourcePlan;
  readonly plan: OperationPlan;
}): INodeProperties {
  const { resource, plan } = options;
  const { displayName, name, displayOptions, ...rest } = options.field;
  const show = { resource: [resource.value], operation: [plan.value], ...displayOptions?.show };
  const hide = displayOptions?.hide;
  return { displayName, name, ...rest, displayOptions: { show, ...(hide && { hide }) } };
}

function subjectField({ name, value, list, article }: ResourcePlan): INodeProperties {
  if (list === undefined) throw new Error(`${value} has no list to pick from.`);
  const thing = article.replace(/^an? /, '');
  return locator({
    displayName: name,
    name: `${value}Id`,
    description: `The ${thing} to use`,
    required: true,
    list,
  });
}

function bodyFields(options: {
  readonly resource: ResourcePlan;
  readonly plan: OperationPlan;
  readonly operation: Operation;
}): INodeProperties[] {
  const { resource, plan, operation } = options;
  if (operation.body === null || typeof operation.body.schema !== 'string') return [];
  const { required = [], shown = [], rest, omit = [] } = plan;
  const members: Readonly<Record<string, JsonSchema>> =
    models[operation.body.schema]!.properties ?? {};
  const make = (member: string, place: 'parameter' | 'collection') =>
    fieldOf({
      member,
      schema: members[member]!,
      place,
      resource: resource.value,
      omit,
      required: required.includes(member),
      isNew: rest !== 'updateFields',
    });
  const inSight = [...required, ...shown]
    .filter((member) => member !== 'Items')
    .map((member) => make(member, 'parameter'));
  if (rest === undefined) return inSight;
  const lines =
    'Items' in members
      ? lineFields({
          items: make('Items', 'parameter'),
          collection: rest,
          hasQuantity: hasQuantity(members['Items']!),
          isShownInVersion1: [...required, ...shown].includes('Items'),
        })
      : [];
  const others = Object.keys(members).filter(
    (member) => ![...required, ...shown, ...omit, 'Id'].includes(member),
  );
  const added = others.map((member) => {
    const field = make(member, 'collection');
    return member === 'Items' ? onlyInVersion1(field) : field;
  });
  if ('Items' in members) {
    const json = itemsJson({
      collection: rest,
      hasQuantity: hasQuantity(members['Items']!),
      isAppended: true,
    });
    added.push(onlyInVersion1(json));
    if (rest === 'updateFields') added.push(listMode);
  }
  const collection: INodeProperties = {
    displayName: rest === 'updateFields' ? 'Update Fields' : 'Additional Fields',
    name: rest,
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: sortedFields(added),
  };
  return [...inSight, ...lines, collection];
}

function hasQuantity(items: JsonSchema): boolean {
  const { properties = {} } = resolveSchema(items.items!);
  return 'Quantity' in properties;
}

/** Returns the fields of query parameters other than the id and the page. */
function queryFields(options: {
  readonly plan: OperationPlan;
  readonly operation: Operation;
}): INodeProperties[] {
  const { plan, operation } = options;
  if (plan.filters === undefined) return [];
  const fields = operation.parameters
    .filter(({ argument }) => !['id', 'page', 'pageSize'].includes(argument))
    .map(queryField);
  if (plan.extra?.includes('fileName')) fields.push(pdfFileName);
  const name = plan.filters;
  return [
    {
      displayName: name === 'filters' ? 'Filters' : 'Options',
      name,
      type: 'collection',
      placeholder: name === 'filters' ? 'Add Filter' : 'Add Option',
      default: {},
      options: sortedFields(fields),
    },
  ];
}

function queryField(parameter: OperationParameter): INodeProperties {
  const { argument } = parameter;
  const words = queryWords[argument];
  if (words === undefined) throw new Error(`No words for the parameter ${argument}.`);
  const base = { displayName: words.label, name: argument };
  const text = { description: words.description };
  if (words.options !== undefined) {
    const options = enumOptions(words.options);
    return { ...base, type: 'options', options, default: words.options[0]!, ...text };
  }
  if (parameter.type === 'boolean') return { ...base, type: 'boolean', default: false, ...text };
  return { ...base, type: 'string', default: '', ...text };
}

const queryWords: Readonly<
  Record<string, { label: string; description: string; options?: readonly string[] }>
> = {
  order: {
    label: 'Direction',
    description: 'Sort order: lowest first (Asc) or highest first (Desc)',
    options: ['Asc', 'Desc', 'None'],
  },
  orderBy: {
    label: 'Sort By',
    description: 'Field to sort by',
    options: ['Title', 'CreatedOn', 'Id'],
  },
  query: { label: 'Search Text', description: 'Only results that contain this text' },
  signedVersion: {
    label: 'Digitally Signed',
    description:
      'Whether to use the digitally signed version. Envoice returns an error if there is none.',
  },
};
