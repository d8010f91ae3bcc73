import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

import { expect, test } from 'vitest';

import { DrupalInvoiceApi } from '../packages/n8n-nodes-invoice-relay/credentials/DrupalInvoiceApi.credentials.ts';
import { EnvoiceApi } from '../packages/n8n-nodes-invoice-relay/credentials/EnvoiceApi.credentials.ts';
import { InvoiceRelayApi } from '../packages/n8n-nodes-invoice-relay/credentials/InvoiceRelayApi.credentials.ts';
import { DrupalInvoice } from '../packages/n8n-nodes-invoice-relay/nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { Envoice } from '../packages/n8n-nodes-invoice-relay/nodes/Envoice/Envoice.node.ts';
import { EnvoiceTrigger } from '../packages/n8n-nodes-invoice-relay/nodes/EnvoiceTrigger/EnvoiceTrigger.node.ts';
import { InvoiceRelay } from '../packages/n8n-nodes-invoice-relay/nodes/InvoiceRelay/InvoiceRelay.node.ts';
import { InvoiceRelayPollingTrigger } from '../packages/n8n-nodes-invoice-relay/nodes/InvoiceRelayPollingTrigger/InvoiceRelayPollingTrigger.node.ts';
import { InvoiceRelayTrigger } from '../packages/n8n-nodes-invoice-relay/nodes/InvoiceRelayTrigger/InvoiceRelayTrigger.node.ts';

/** Compares the README of the n8n package with its nodes and credentials. */

const packageFolder = new URL('../packages/n8n-nodes-invoice-relay/', import.meta.url);
const readme = readFileSync(new URL('README.md', packageFolder), 'utf8');
const sections = new Map(
  readme
    .split(/^#{2,3} /m)
    .slice(1)
    .map((section): [string, string] => [section.split('\n')[0] ?? '', section]),
);
const anchors = new Set(
  [...sections.keys()].map((title) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  ),
);

type Description = DrupalInvoice['description'];
type Parameter = Description['properties'][number];

const nodes: readonly { readonly description: Description }[] = [
  new DrupalInvoice(),
  new Envoice(),
  new EnvoiceTrigger(),
  new InvoiceRelay(),
  new InvoiceRelayPollingTrigger(),
  new InvoiceRelayTrigger(),
];
const credentials = [new DrupalInvoiceApi(), new EnvoiceApi(), new InvoiceRelayApi()];

test('links in it and links that n8n shows have a target', () => {
  const inside = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  const shown = credentials.map(({ documentationUrl }) => documentationUrl.split('#')[1]);
  const codex = nodes.flatMap(({ description: { name } }) => {
    const file = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    const text = readFileSync(new URL(`nodes/${file}/${file}.node.json`, packageFolder), 'utf8');
    return [...text.matchAll(/n8n-nodes-invoice-relay#([\w-]+)"/g)].map(([, anchor]) => anchor);
  });
  const all = [...inside, ...shown, ...codex];
  expect(all.length).toBeGreaterThan(15);
  expect(all.filter((anchor) => anchor !== 'readme' && !anchors.has(String(anchor)))).toEqual([]);
});

const textOf = (options: Parameter['options']) =>
  (options ?? []).map((option) => ('name' in option ? option.name : ''));
const shownFor = ({ displayOptions }: Parameter, resource: string) =>
  displayOptions?.show?.['resource']?.includes(resource) === true;

test.each(nodes.filter(({ description }) => description.usableAsTool !== undefined))(
  'names exactly the resources and operations of $description.displayName',
  ({ description }) => {
    const section = sections.get(description.displayName) ?? '';
    const rows = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)];
    const { properties } = description;
    const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
    for (const resource of resources) {
      if (!('value' in resource)) continue;
      const operations = properties
        .filter((one) => one.name === 'operation' && shownFor(one, String(resource.value)))
        .flatMap(({ options }) => textOf(options));
      expect(operations.length).toBeGreaterThan(0);
      const row = rows.find(([, first]) => first === resource.name)?.[2] ?? '';
      const named = row
        .replaceAll(/\([^)]*\)|:.*$/g, '')
        .split(',')
        .map((one) => one.trim());
      // A node with a single resource has a row for each of its operations.
      const all = rows.map(([, first]) => first ?? '');
      const told = resources.length === 1 ? all.filter((one) => operations.includes(one)) : named;
      expect([resource.name, told.toSorted()]).toEqual([resource.name, operations.toSorted()]);
    }
  },
);

test.each(nodes.filter(({ description }) => description.usableAsTool === undefined))(
  'names every parameter of $description.displayName',
  ({ description }) => {
    const section = sections.get(description.displayName) ?? '';
    const labels = description.properties.flatMap(({ displayName, name, options, type }) => {
      if (type === 'notice' || name === 'startDate') return [];
      if (type !== 'collection') return displayName.replace(/ Names? or IDs?$/, 's');
      return (options ?? []).map((option) => ('displayName' in option ? option.displayName : ''));
    });
    const missing = labels.filter((label) => !section.includes(label));
    expect(missing).toEqual([]);
  },
);

test('the linked workflows exist', () => {
  const linked = [...readme.matchAll(/\/(docs\/workflows\/[\w-]+\.json)\)/g)].map(
    ([, path]) => path,
  );
  const there = readdirSync(new URL('docs/workflows/', packageFolder));
  expect(linked.map((path) => basename(String(path))).toSorted()).toEqual(there.toSorted());
  for (const path of linked) {
    expect(() =>
      JSON.parse(readFileSync(new URL(String(path), packageFolder), 'utf8')),
    ).not.toThrow();
  }
});
