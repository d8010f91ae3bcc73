import { describe, expect, test } from 'vitest';

import type { AnyApp } from './app.ts';
import { definitionProblems } from './definition-problems.ts';
import { broken, validApp, withField } from './valid-app.ts';

const invoice = 'creates.create_invoice';
const codesOf = (app: AnyApp): readonly string[] =>
  definitionProblems(app).map(({ code, where }) => `${code} ${where}`);

test('a sound app has no problems', () => {
  expect(definitionProblems(validApp)).toEqual([]);
});

test('a problem says what to fix', () => {
  expect(
    definitionProblems(broken(`${invoice}.display`, { label: 'create Invoice For a PDF' })),
  ).toEqual([
    {
      code: 'D018',
      where: invoice,
      problem: 'write the label in title case: "Create Invoice for a PDF"',
    },
  ]);
});

describe('the connection', () => {
  const fieldWith = (changes: object): AnyApp =>
    broken('authentication', {
      fields: [{ ...validApp.authentication!.fields![0]!, ...changes }],
    });

  test.each<[string, AnyApp, string]>([
    ['none at all', broken('', { authentication: undefined }), 'review authentication'],
    [
      'a label that tells nothing apart',
      broken('authentication', { connectionLabel: 'Envoice' }),
      'D003 authentication',
    ],
    ['no label', broken('authentication', { connectionLabel: undefined }), 'D003 authentication'],
    [
      'a secret without a link',
      fieldWith({ helpText: 'It is in the settings.' }),
      'D002 authentication.apiKey',
    ],
    ['a label in small letters', fieldWith({ label: 'api key' }), 'D018 authentication.apiKey'],
  ])('%s', (_, app, expected) => {
    expect(codesOf(app)).toEqual([expected]);
  });

  test('no help text', () => {
    expect(codesOf(fieldWith({ helpText: undefined }))).toEqual([
      'schema authentication.apiKey',
      'D002 authentication.apiKey',
    ]);
  });

  test('does not check a label that a function creates', () => {
    expect(codesOf(broken('authentication', { connectionLabel: () => 'Account' }))).toEqual([]);
  });
});

describe('names', () => {
  test.each<[string, AnyApp, string]>([
    ['no noun', broken(invoice, { noun: '' }), `schema ${invoice}`],
    ['a label of one letter', broken(`${invoice}.display`, { label: 'X' }), `schema ${invoice}`],
    [
      'a label of 65 letters',
      broken(`${invoice}.display`, { label: 'X'.repeat(65) }),
      `schema ${invoice}`,
    ],
    [
      'a small word with a capital inside',
      broken(`${invoice}.display`, { label: 'Send To Client' }),
      `D018 ${invoice}`,
    ],
    [
      'a small word at the end',
      broken(`${invoice}.display`, { label: 'Send It to' }),
      `D018 ${invoice}`,
    ],
    [
      'half a hyphenated word',
      broken(`${invoice}.display`, { label: 'Follow-up' }),
      `D018 ${invoice}`,
    ],
    [
      'a description of 1001 letters',
      broken(`${invoice}.display`, { description: `${'x'.repeat(1000)}.` }),
      `schema ${invoice}`,
    ],
    [
      'a description without an end',
      broken(`${invoice}.display`, { description: 'Creates one' }),
      `review ${invoice}`,
    ],
    [
      'a trigger that begins otherwise',
      broken('triggers.paid.display', { description: 'Triggers whenever one is paid.' }),
      'D021 triggers.paid',
    ],
    [
      'a step that deletes',
      broken(`${invoice}.display`, { label: 'Delete Invoice' }),
      `review ${invoice}`,
    ],
    [
      'an address in plain text',
      broken(`${invoice}.display`, { description: 'See https://example.com.' }),
      `D008 ${invoice}`,
    ],
    [
      'a link that was not closed',
      broken(`${invoice}.display`, { description: 'See [this](here.' }),
      `D008 ${invoice}`,
    ],
    [
      'a link without TLS',
      broken(`${invoice}.display`, { description: 'See [this](http://example.com).' }),
      `D007 ${invoice}`,
    ],
  ])('%s', (_, app, expected) => {
    expect(codesOf(app)).toEqual([expected]);
  });

  test('a step under another key', () => {
    const app = broken('triggers', { paid_twice: Reflect.get(validApp.triggers!, 'paid') });
    expect(codesOf(app)).toEqual(['schema triggers.paid_twice']);
  });

  test('a key that begins with a digit', () => {
    const create = Reflect.get(validApp.creates!, 'create_invoice') as object;
    const app = broken('creates', { '2nd': { ...create, key: '2nd' } });
    expect(codesOf(app)).toEqual(['schema creates.2nd']);
  });

  test('acronyms, numbers and names stay as they are written', () => {
    const label = 'Get PDF of 2 iPhones (New)';
    expect(codesOf(broken(`${invoice}.display`, { label }))).toEqual([]);
  });
});

describe('fields', () => {
  test.each<[string, object, string]>([
    ['a key with a dash', { key: 'due-date', label: 'Due Date' }, 'schema due-date'],
    ['no label', { key: 'due_date' }, 'schema due_date'],
    ['a small label', { key: 'due_date', label: 'Due date' }, 'D018 due_date'],
    ['an empty help text', { key: 'due_date', label: 'Due Date', helpText: '' }, 'schema due_date'],
    [
      'a help text that repeats',
      { key: 'due_date', label: 'Due Date', helpText: 'Due date.' },
      'D011 due_date',
    ],
    ['a credential', { key: 'api_key', label: 'API Key' }, 'D001 api_key'],
    ['an id to be typed', { key: 'tax_id', label: 'Tax' }, 'D004 tax_id'],
    [
      'an id of a line to be typed',
      { key: 'lines', label: 'Taxes', children: [{ key: 'tax_id', label: 'Tax' }] },
      'D004 lines.tax_id',
    ],
    ['a group of nothing', { key: 'lines', label: 'Nothing', children: [] }, 'schema lines'],
    [
      'a dropdown of nothing',
      { key: 'tax_id', label: 'Tax', dynamic: 'tax_list.id.name' },
      'D005 tax_id',
    ],
    [
      'a dropdown of members that are not there',
      { key: 'tax_id', label: 'Tax', dynamic: 'client_list.id.rate' },
      'D005 tax_id',
    ],
    [
      'a search that is not there',
      { key: 'tax_id', label: 'Tax', dynamic: 'client_list.id', search: 'find_tax.id' },
      'D013 tax_id',
    ],
    [
      'a search that finds no such thing',
      { key: 'tax_id', label: 'Tax', dynamic: 'client_list.id', search: 'find_client.rate' },
      'D013 tax_id',
    ],
    [
      'a search without a dropdown',
      { key: 'tax', label: 'Tax', search: 'find_client.id' },
      'D014 tax',
    ],
    ['a label of lines once more', { key: 'price', label: 'Unit Price' }, 'review price'],
    ['a key of lines once more', { key: 'cost', label: 'Cost' }, 'schema cost'],
    ['a key twice', { key: 'line_items', label: 'More Lines' }, 'schema line_items'],
  ])('%s', (_, field, expected) => {
    const [code, where] = expected.split(' ');
    expect(codesOf(withField(invoice, field))).toEqual([`${code} ${invoice}.${where}`]);
  });

  test('line items within line items', () => {
    const children = [{ key: 'parts', label: 'Parts', children: [{ key: 'name', label: 'Name' }] }];
    expect(codesOf(withField(invoice, { key: 'lines', label: 'More', children }))).toEqual([
      `review ${invoice}.lines.parts`,
    ]);
  });

  test('does not check fields that a function creates', () => {
    expect(codesOf(withField(invoice, () => []))).toEqual([]);
  });
});

describe('search or create', () => {
  const pair = 'searchOrCreates.find_client';

  test.each<[string, object, string]>([
    ['of a create that is not there', { create: 'create_client' }, `D015 ${pair}`],
    ['with an update that is not there', { update: 'update_client' }, `D015 ${pair}`],
    ['with a key of its own', { key: 'find_or_create' }, `schema ${pair}`],
    [
      'with a wrong article',
      { display: { label: 'Find or Create Invoice', description: 'Finds a invoice.' } },
      `review ${pair}`,
    ],
    ['without a description', { display: { label: 'Find or Create Invoice' } }, `schema ${pair}`],
  ])('%s', (_, changes, expected) => {
    expect(codesOf(broken(pair, { ...changes }))).toEqual([expected]);
  });

  test('of a missing search', () => {
    const app = broken('searchOrCreates', {
      find_client: undefined,
      find_tax: {
        ...validApp.searchOrCreates!['find_client'],
        key: 'find_tax',
        search: 'find_tax',
      },
    });
    const { find_client: _, ...rest } = app.searchOrCreates!;
    expect(codesOf({ ...app, searchOrCreates: rest })).toEqual(['D015 searchOrCreates.find_tax']);
  });
});

describe('samples', () => {
  const operation = `${invoice}.operation`;
  const sampleWith = (more: object): AnyApp => broken(`${operation}.sample`, { ...more });

  test.each<[string, AnyApp, string]>([
    ['none', broken(operation, { sample: undefined, outputFields: [] }), `D012 ${invoice}`],
    ['an empty one', broken(operation, { sample: {}, outputFields: [] }), `D012 ${invoice}`],
    ['an empty id', sampleWith({ id: '' }), `D010 ${invoice}`],
    [
      'a time without an offset',
      sampleWith({ at: '2026-01-31T09:00:00' }),
      `D023 ${invoice}.sample.at`,
    ],
    [
      'a date of some country',
      sampleWith({ at: { due: '31/01/2026' } }),
      `D023 ${invoice}.sample.at.due`,
    ],
    ['a month by name', sampleWith({ at: ['01 Aug 2026'] }), `D023 ${invoice}.sample.at.0`],
    [
      'a status that is not that of the invoice',
      sampleWith({ status: 'paid', invoice: { status: 'unpaid' } }),
      `review ${invoice}.sample.status`,
    ],
    ['nothing labelled', broken(operation, { outputFields: [] }), `D024 ${invoice}`],
  ])('%s', (_, app, expected) => {
    expect(codesOf(app)).toEqual([expected]);
  });

  test('no id', () => {
    const app = broken(operation, {
      sample: { total: 1 },
      outputFields: [{ key: 'total', label: 'Total', type: 'number' }],
    });
    expect(codesOf(app)).toEqual([`D010 ${invoice}`]);
  });

  test('days, and times with an offset, are clear', () => {
    const at = ['2026-01-31', '2026-01-31T09:00:00Z', '2026-01-31T09:00:00.123+01:00', 'INV-01'];
    expect(codesOf(sampleWith({ at }))).toEqual([]);
  });

  test.each<[string, object]>([
    ['no label', { key: 'id' }],
    ['what the sample lacks', { key: 'number', label: 'Number' }],
    ['what no line has', { key: 'lines[]tax', label: 'Tax' }],
    ['what no object has', { key: 'buyer__name', label: 'Name' }],
    ['text as a number', { key: 'id', label: 'ID', type: 'number' }],
    ['a fraction as an integer', { key: 'total', label: 'Total', type: 'integer' }],
    ['a number as text', { key: 'total', label: 'Total' }],
    ['text as a date', { key: 'id', label: 'ID', type: 'datetime' }],
    [
      'a list of texts as one of numbers',
      { key: 'tags', label: 'Tags', type: 'integer', list: true },
    ],
    ['text as yes or no', { key: 'id', label: 'ID', type: 'boolean' }],
  ])('an output field: %s', (_, field) => {
    const app = broken(operation, { outputFields: [field] });
    expect(codesOf(app)).toEqual([`D024 ${invoice}.outputFields.${Reflect.get(field, 'key')}`]);
  });

  test('two output fields with one label', () => {
    const outputFields = [
      { key: 'id', label: 'Line ID' },
      { key: 'lines[]cost', label: 'Line ID' },
    ];
    expect(codesOf(broken(operation, { outputFields }))).toEqual([
      `review ${invoice}.outputFields.lines[]cost`,
    ]);
  });
});

describe('required properties of each kind of step', () => {
  test.each<[string, AnyApp, string]>([
    [
      'a hook without examples',
      broken('triggers.paid.operation', { performList: undefined }),
      'D006 triggers.paid',
    ],
    [
      'a hook set up by hand',
      broken('triggers.paid.operation', { performSubscribe: undefined }),
      'D017 triggers.paid',
    ],
    [
      'a hook that stays',
      broken('triggers.paid.operation', { performUnsubscribe: undefined }),
      'D017 triggers.paid',
    ],
    [
      'a search for nothing',
      broken('searches.find_client.operation', { inputFields: [] }),
      'D009 searches.find_client',
    ],
    [
      'a search by id alone',
      broken('searches.find_client.operation', {
        inputFields: [{ key: 'client_id', label: 'Client', dynamic: 'client_list.id.name' }],
      }),
      'review searches.find_client',
    ],
    [
      'a create of nothing',
      broken(`${invoice}.operation`, { inputFields: [() => []] }),
      `D022 ${invoice}`,
    ],
    [
      'a step that does nothing',
      broken(`${invoice}.operation`, { perform: undefined }),
      `schema ${invoice}`,
    ],
  ])('%s', (_, app, expected) => {
    expect(codesOf(app)).toEqual([expected]);
  });
});
