import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { DrupalInvoiceApi } from '../../credentials/DrupalInvoiceApi.credentials.ts';
import { EnvoiceApi } from '../../credentials/EnvoiceApi.credentials.ts';
import { InvoiceRelayApi } from '../../credentials/InvoiceRelayApi.credentials.ts';
import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { Envoice } from '../../nodes/Envoice/Envoice.node.ts';
import { EnvoiceTrigger } from '../../nodes/EnvoiceTrigger/EnvoiceTrigger.node.ts';
import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';
import { InvoiceRelayPollingTrigger } from '../../nodes/InvoiceRelayPollingTrigger/InvoiceRelayPollingTrigger.node.ts';
import { InvoiceRelayTrigger } from '../../nodes/InvoiceRelayTrigger/InvoiceRelayTrigger.node.ts';

/*
 * What n8n's reviewers check and its lint rules do not:
 * https://docs.n8n.io/connect/create-nodes/build-your-node/reference/ux-guidelines
 */

const actions: readonly INodeType[] = [new DrupalInvoice(), new Envoice(), new InvoiceRelay()];
const triggers: readonly INodeType[] = [
  new EnvoiceTrigger(),
  new InvoiceRelayPollingTrigger(),
  new InvoiceRelayTrigger(),
];
const forms = [
  ...[...actions, ...triggers].map(({ description }) => description),
  new DrupalInvoiceApi(),
  new EnvoiceApi(),
  new InvoiceRelayApi(),
];

interface Placed {
  readonly placeholder?: string;
  readonly options?: readonly unknown[];
  readonly values?: readonly unknown[];
  readonly modes?: readonly unknown[];
}

/** Returns all placeholders, including those of nested fields and of the modes of a locator. */
function placeholdersOf(field: unknown): readonly string[] {
  const { placeholder, options = [], values = [], modes = [] } = field as Placed;
  return [
    ...(placeholder === undefined ? [] : [placeholder]),
    ...[...options, ...values, ...modes].flatMap(placeholdersOf),
  ];
}

test.each(forms)('placeholders of $displayName are examples, or say what a button does', (form) => {
  const found = form.properties.flatMap(placeholdersOf);
  // That of an email address is prescribed by a lint rule.
  const fitting = /^(?:e\.g\. .|Add (?:[A-Z]\w+ ?)+$|Select an? .+\.\.\.$|name@email\.com$)/;
  expect(found.filter((placeholder) => !fitting.test(placeholder))).toEqual([]);
});

const operationsOf = ({ description: { properties } }: INodeType) =>
  properties
    .filter(({ name }) => name === 'operation')
    .flatMap(({ options = [] }: INodeProperties) => options as INodePropertyOptions[]);

test.each(actions)('operations of $description.displayName are named as in other nodes', (node) => {
  const operations = operationsOf(node);
  expect(operations.length).toBeGreaterThan(5);
  const wrong = operations.filter(({ name, action = '', description = '' }) => {
    const isAction =
      /^[A-Z][a-z]+(?: (?:[a-z]+|PDF|HTML))+$/.test(action) && !/\b(?:an?|the)\b/.test(action);
    // Other words than those of the name help users who do not know these.
    const isAnother = ![name, action].some(
      (text) => text.toLowerCase() === description.toLowerCase(),
    );
    return !isAction || !isAnother || !/^[A-Z][^.]*[^.]$/.test(description);
  });
  expect(wrong).toEqual([]);
});

interface Named {
  readonly name: string;
  readonly displayName?: string;
  readonly options?: readonly Named[];
  readonly values?: readonly Named[];
  readonly displayOptions?: { readonly show?: Readonly<Record<string, readonly unknown[]>> };
}

/** The fields of a form for each of its operations, with those that only some values reveal. */
function panelsOf(fields: readonly Named[]): readonly (readonly Named[])[] {
  const valuesOf = (name: string) =>
    fields.flatMap(({ displayOptions }) => displayOptions?.show?.[name] ?? []);
  const [resources, operations] = [valuesOf('resource'), valuesOf('operation')].map((values) =>
    values.length === 0 ? [undefined] : [...new Set(values)],
  );
  return resources!.flatMap((resource) =>
    operations!.map((operation) =>
      fields.filter(({ displayOptions: { show = {} } = {} }) =>
        Object.entries({ resource, operation }).every(
          ([name, value]) => show[name]?.includes(value) ?? true,
        ),
      ),
    ),
  );
}

/** The labels that two fields or choices of one panel, menu or group share. */
function namesakesIn(fields: readonly Named[]): readonly string[] {
  const labels = fields.map(({ name, displayName = name }) => displayName.toLowerCase());
  return [
    ...labels.filter((label, index) => labels.indexOf(label) !== index),
    ...fields.flatMap(({ options, values }) => namesakesIn(options ?? values ?? [])),
  ];
}

test.each(forms)('nothing in a panel of $displayName reads like its neighbour', (form) => {
  const panels = panelsOf(form.properties as unknown as readonly Named[]);
  expect(Math.max(...panels.map(({ length }) => length))).toBeGreaterThan(1);
  expect(panels.flatMap(namesakesIn)).toEqual([]);
});
