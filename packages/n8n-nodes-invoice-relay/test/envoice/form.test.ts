import { models, operations } from '@invoice-relay/envoice/operations';
import type { JsonSchema } from '@invoice-relay/envoice/operations';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { Envoice } from '../../nodes/Envoice/Envoice.node.ts';
import { listSearch } from '../../nodes/Envoice/lists/list-search.ts';
import { loadOptions } from '../../nodes/Envoice/lists/load-options.ts';
import { routes } from '../../nodes/Envoice/resources/routes.gen.ts';
import { parameterOf } from '@invoice-relay/envoice/forms';

const { description } = new Envoice();

/** Returns all fields, including nested ones. */
function allFields(fields: readonly INodeProperties[]): readonly INodeProperties[] {
  return fields.flatMap((field) => [
    field,
    ...allFields(
      (field.options ?? []).flatMap((option) =>
        'values' in option
          ? (option as INodePropertyCollection).values
          : 'type' in option
            ? [option as INodeProperties]
            : [],
      ),
    ),
  ]);
}

function fieldsOf(resource: string, operation: string): readonly INodeProperties[] {
  return description.properties.filter(
    ({ displayOptions }) =>
      displayOptions?.show?.['resource']?.includes(resource) &&
      displayOptions.show['operation']?.includes(operation),
  );
}

/** Returns all members of a body that are not left out, including those of lines. */
function membersOf(schema: JsonSchema, leftOut: RegExp, path = ''): readonly string[] {
  const known = schema.$ref ? models[schema.$ref.split('/').at(-1)!]! : schema;
  if (known.items) return membersOf(known.items, leftOut, path);
  return Object.entries(known.properties ?? {})
    .filter(([member]) => !leftOut.test(`${path}${member}`))
    .flatMap(([member, inner]) => [
      `${path}${member}`,
      ...membersOf(inner, leftOut, `${path}${member}.`),
    ]);
}

const subjects = new Set(['Id', 'InvoiceId', 'EstimationId']);
/** Members without a field, and why. */
const left: Readonly<Record<string, RegExp>> = {
  // Database models: what Envoice fills in itself, and the account with its password.
  'paymentLink.create':
    /^(AccessToken|Client\b|Currency\b|Invoice\b|User\b|UserId|\w+Amount|Items\.(Tax|WorkType)\b|Items\.(Id|PaymentLinkId)$|Items\.\w+Amount)/,
  // Computed from cost and tax.
  'product.create': /^Items\.(SubTotalAmount|TaxAmount|TotalAmount)$|\.Id$/,
  'product.update': /^Items\.(SubTotalAmount|TaxAmount|TotalAmount)$/,
  'paymentLink.delete': /^(?!Id$)/,
};

const written = Object.entries(routes).flatMap(([resource, actions]) =>
  Object.entries(actions).flatMap(([action, api]) => {
    const { body } = operations.find(({ id }) => id === api)!;
    return typeof body?.schema === 'string'
      ? [{ name: `${resource}.${action}`, model: body.schema }]
      : [];
  }),
);

test.each(written)('$name has a field for each member of $model', ({ name, model }) => {
  const [resource, action] = name.split('.') as [string, string];
  const names = new Set(allFields(fieldsOf(resource, action)).map((field) => field.name));
  const missing = membersOf(models[model]!, left[name] ?? /^$/)
    .filter((member) => !subjects.has(member))
    // Lists of objects with a single text member are shown as lists of texts.
    .filter((member) => !/^(AdditionalEmails|PaymentGateways)\./.test(member))
    .filter((member) => !names.has(parameterOf(member.split('.').at(-1)!)));
  expect(missing).toEqual([]);
});

test('every list that a field loads is there', () => {
  const wanted = allFields(description.properties).flatMap(({ typeOptions, modes = [] }) => [
    typeOptions?.loadOptionsMethod,
    ...modes.map((mode) => mode.typeOptions?.searchListMethod),
  ]);
  const names = new Set(wanted.filter((name) => name !== undefined));
  expect([...names].toSorted()).toEqual(
    [...Object.keys(listSearch), ...Object.keys(loadOptions)].toSorted(),
  );
});

test('ids are picked from a list first', () => {
  const locators = allFields(description.properties).filter(
    ({ type }) => type === 'resourceLocator',
  );
  expect(locators.length).toBeGreaterThan(60);
  for (const { modes } of locators) {
    expect(modes!.map(({ displayName }) => displayName)[0]).toBe('From List');
    expect(modes!.at(-1)!.displayName).toBe('By ID');
  }
});

test('lists ask for Return All or a limit of 50', () => {
  const many = Object.entries(routes).flatMap(([resource, actions]) =>
    Object.entries(actions)
      .filter(([, api]) => ['page', 'list'].includes(operations.find(({ id }) => id === api)!.kind))
      .map(([action]) => fieldsOf(resource, action)),
  );
  expect(many).toHaveLength(15);
  for (const fields of many) {
    const byName = new Map(fields.map((field) => [field.name, field]));
    expect(byName.get('returnAll')?.default).toBe(false);
    expect(byName.get('limit')?.default).toBe(50);
  }
});

test('long answers can be simplified', () => {
  const without = Object.entries(routes).flatMap(([resource, actions]) =>
    Object.entries(actions)
      .filter(([, api]) => longAnswer(api))
      .filter(([action]) => !fieldsOf(resource, action).some(({ name }) => name === 'simplify'))
      .map(([action]) => `${resource}.${action}`),
  );
  expect(without).toEqual([]);
});

function longAnswer(api: string): boolean {
  const { schema } = operations.find(({ id }) => id === api)!.response;
  const named = typeof schema === 'string' ? models[schema] : schema;
  const list = named?.items ?? named?.properties?.['Result']?.items;
  const item = list?.$ref ? models[list.$ref.split('/').at(-1)!] : named;
  return Object.keys(item?.properties ?? {}).length > 10;
}
