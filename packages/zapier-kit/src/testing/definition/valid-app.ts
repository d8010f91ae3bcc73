import type { Create, PlainInputField, Search, Trigger } from 'zapier-platform-core';

import type { AnyApp } from './app.ts';

const perform = async (): Promise<never[]> => [];

/** A flawless app, to break in tests. */
export const validApp = {
  version: '1.0.0',
  platformVersion: '19.1.0',
  authentication: {
    type: 'custom',
    fields: [
      {
        key: 'apiKey',
        label: 'API Key',
        type: 'password',
        required: true,
        helpText: 'Copy it from [your settings](https://example.com/settings).',
      },
      { key: 'site', label: 'Site', helpText: 'Such as `https://example.com`.' },
    ],
    test: perform,
    connectionLabel: '{{account}}',
  },
  triggers: {
    paid: {
      key: 'paid',
      noun: 'Invoice',
      display: { label: 'Invoice Paid', description: 'Triggers when an invoice is paid.' },
      operation: {
        type: 'hook',
        perform,
        performList: perform,
        performSubscribe: perform,
        performUnsubscribe: perform,
        sample: { id: 'evt_1', timestamp: '2026-01-31T09:00:00Z', invoice: { dueDate: null } },
        outputFields: [
          { key: 'id', label: 'ID' },
          { key: 'timestamp', label: 'Timestamp', type: 'datetime' },
          { key: 'invoice__dueDate', label: 'Invoice Due Date' },
        ],
      },
    },
    client_list: {
      key: 'client_list',
      noun: 'Client',
      display: {
        label: 'Client Dropdown',
        description: 'Triggers when clients are listed.',
        hidden: true,
      },
      operation: { perform, sample: { id: '1', name: 'Café Noordzee' } },
    },
  },
  searches: {
    find_client: {
      key: 'find_client',
      noun: 'Client',
      display: { label: 'Find Client', description: 'Finds a client by name.' },
      operation: {
        perform,
        inputFields: [{ key: 'name', label: 'Name', helpText: 'All of it, or how it begins.' }],
        sample: { id: 1, name: 'Café Noordzee' },
        outputFields: [
          { key: 'id', label: 'ID', type: 'integer' },
          { key: 'name', label: 'Name' },
        ],
      },
    },
  },
  creates: {
    create_invoice: {
      key: 'create_invoice',
      noun: 'Invoice',
      display: { label: 'Create Invoice', description: 'Creates an invoice for a client.' },
      operation: {
        perform,
        inputFields: [
          {
            key: 'client_id',
            label: 'Client',
            dynamic: 'client_list.id.name',
            search: 'find_client.id',
          },
          { key: 'line_items', label: 'Lines', children: [{ key: 'cost', label: 'Unit Price' }] },
        ],
        sample: { id: '7', total: 1.5, isPaid: false, lines: [{ cost: '1.50' }], tags: ['new'] },
        outputFields: [
          { key: 'id', label: 'ID' },
          { key: 'total', label: 'Total', type: 'number' },
          { key: 'isPaid', label: 'Is Paid', type: 'boolean' },
          { key: 'lines[]cost', label: 'Lines Cost' },
          { key: 'tags', label: 'Tags', list: true },
        ],
      },
    },
  },
  searchOrCreates: {
    find_client: {
      key: 'find_client',
      display: { label: 'Find or Create Client', description: 'Finds or creates a client.' },
      search: 'find_client',
      create: 'create_invoice',
    },
  },
} as unknown as AnyApp;

type Changes = Readonly<Record<string, unknown>>;

/** The flawless app with one change: `broken('creates.create_invoice.display', { label: 'x' })`. */
export function broken(path: string, changes: Changes): AnyApp {
  return change(validApp as unknown as Changes, path.split('.'), changes) as unknown as AnyApp;
}

/** The flawless app with one more field in the form of a step. */
export function withField(path: string, field: unknown): AnyApp {
  const step = path
    .split('.')
    .reduce<unknown>((at, name) => Reflect.get(at as object, name), validApp);
  const { operation } = step as Trigger | Search | Create;
  const inputFields = [...((operation.inputFields ?? []) as PlainInputField[]), field];
  return broken(`${path}.operation`, { inputFields });
}

function change(at: Changes, path: readonly string[], changes: Changes): Changes {
  const [name, ...rest] = path;
  if (name === undefined || name === '') return { ...at, ...changes };
  return { ...at, [name]: change(at[name] as Changes, rest, changes) };
}
