import { describe, expect, test } from 'vitest';

import { broken, validApp, withField } from '../definition/valid-app.ts';
import { breakingChanges } from './breaking-changes.ts';
import { releaseProblems } from './release-problems.ts';
import type { Bump } from './release-problems.ts';
import { renewSurface } from './renew-surface.ts';
import { surfaceOf } from './surface.ts';

const invoice = 'creates.create_invoice';
const before = surfaceOf(validApp);
const changesWith = (app: typeof validApp): readonly string[] =>
  breakingChanges(before, surfaceOf(app));

test('a surface contains what Zaps depend on, and nothing that may change', () => {
  expect(before).toEqual({
    version: '1.0.0',
    authentication: {
      type: 'custom',
      fields: {
        apiKey: { type: 'password', required: true },
        site: { type: 'string', required: false },
      },
    },
    steps: {
      'creates.create_invoice': {
        hidden: false,
        input: {
          client_id: { type: 'string', required: false },
          line_items: { type: 'group', required: false },
          'line_items[]cost': { type: 'string', required: false },
        },
        output: {
          id: 'string',
          isPaid: 'boolean',
          'lines[]cost': 'string',
          tags: 'list of string',
          total: 'number',
        },
      },
      'searches.find_client': {
        hidden: false,
        input: { name: { type: 'string', required: false } },
        output: { id: 'integer', name: 'string' },
      },
      'triggers.client_list': { type: 'polling', hidden: true, input: {}, output: {} },
      'triggers.paid': {
        type: 'hook',
        hidden: false,
        input: {},
        output: { id: 'string', invoice__dueDate: 'string', timestamp: 'datetime' },
      },
    },
    searchOrCreates: ['find_client'],
  });
});

test.each<[string, unknown, readonly string[] | undefined]>([
  ['none', undefined, undefined],
  ['with labels', { sent: 'Sent', draft: 'Draft' }, ['draft', 'sent']],
  ['named perform', { perform: 'Perform' }, ['perform']],
  ['alone', ['sent', 'draft'], ['draft', 'sent']],
  ['with all', [{ value: 'sent', sample: 'sent', label: 'Sent' }], ['sent']],
  ['that are fetched', { perform: async () => [] }, undefined],
  ['from a request', { perform: { url: 'https://example.com' } }, undefined],
])('choices: %s', (_, choices, expected) => {
  const app = withField(invoice, { key: 'status', choices });
  expect(surfaceOf(app).steps[invoice]?.input['status']?.choices).toEqual(expected);
});

test('it survives serialization', () => {
  expect(JSON.parse(JSON.stringify(before))).toEqual(before);
});

describe('what breaks Zaps', () => {
  test.each<[string, typeof validApp, string]>([
    ['a step that is gone', broken('', { creates: {} }), `${invoice} is gone`],
    [
      'a dropdown that is gone',
      broken('', { triggers: { paid: Reflect.get(validApp.triggers!, 'paid') } }),
      'triggers.client_list is gone',
    ],
    [
      'a search that creates no more',
      broken('', { searchOrCreates: {} }),
      'searchOrCreates.find_client is gone',
    ],
    [
      'a hook that polls',
      broken('triggers.paid.operation', { type: 'polling' }),
      'triggers.paid was hook, and is polling',
    ],
    [
      'an input field that is gone',
      broken('searches.find_client.operation', { inputFields: [] }),
      'searches.find_client input name is gone',
    ],
    [
      'an input field of another type',
      broken('searches.find_client.operation', { inputFields: [{ key: 'name', type: 'integer' }] }),
      'searches.find_client input name was string, and is integer',
    ],
    [
      'an input field that takes many',
      broken('searches.find_client.operation', { inputFields: [{ key: 'name', list: true }] }),
      'searches.find_client input name was string, and is list of string',
    ],
    [
      'an input field that is required now',
      broken('searches.find_client.operation', { inputFields: [{ key: 'name', required: true }] }),
      'searches.find_client input name is required now',
    ],
    [
      'a new one that is required',
      withField(invoice, { key: 'due', required: true }),
      `${invoice} input due is new, and required`,
    ],
    [
      'a field of line items that is required',
      withField(invoice, { key: 'more', children: [{ key: 'tax', required: true }] }),
      `${invoice} input more[]tax is new, and required`,
    ],
    [
      'a step that nobody can choose any more',
      broken('triggers.paid.display', { hidden: true }),
      'triggers.paid is hidden now',
    ],
    [
      'an output field that is gone',
      broken('searches.find_client.operation', { outputFields: [{ key: 'id', type: 'integer' }] }),
      'searches.find_client output name is gone',
    ],
    [
      'an output field of another type',
      broken('searches.find_client.operation', { outputFields: [{ key: 'id' }, { key: 'name' }] }),
      'searches.find_client output id was integer, and is string',
    ],
    [
      'another way to connect',
      broken('authentication', { type: 'session' }),
      'authentication was custom, and is session',
    ],
    [
      'a field of the connection that is gone',
      broken('authentication', { fields: [{ key: 'apiKey', type: 'password', required: true }] }),
      'authentication site is gone',
    ],
  ])('%s', (_, app, expected) => {
    expect(changesWith(app)).toEqual([expected]);
  });

  test('a new required field of the connection', () => {
    const fields = [...validApp.authentication!.fields!, { key: 'account', required: true }];
    expect(changesWith(broken('authentication', { fields }))).toEqual([
      'authentication account is new, and required',
    ]);
  });

  test.each<[string, object]>([
    ['another', { choices: { draft: 'Draft', paid: 'Paid' } }],
    ['a field without choices', {}],
  ])('a choice that gives way to %s', (_, more) => {
    const choices = { draft: 'Draft', sent: 'Sent' };
    const sent = surfaceOf(withField(invoice, { key: 'status', choices }));
    const now = surfaceOf(withField(invoice, { key: 'status', ...more }));
    expect(breakingChanges(sent, now)).toContain(`${invoice} input status choice sent is gone`);
  });

  test('a removed choice of the connection', () => {
    const withChoices = (choices: readonly string[]) =>
      surfaceOf(broken('authentication', { fields: [{ key: 'method', choices }] }));
    expect(breakingChanges(withChoices(['basic', 'header']), withChoices(['header']))).toEqual([
      'authentication method choice basic is gone',
    ]);
  });

  test('a renamed step is a removed one', () => {
    const paid: unknown = Reflect.get(validApp.triggers!, 'paid');
    const { triggers } = broken('triggers', {
      invoice_paid: { ...(paid as object), key: 'invoice_paid' },
    });
    const renamed: Record<string, unknown> = { ...(triggers as unknown as object) };
    Reflect.deleteProperty(renamed, 'paid');
    expect(changesWith(broken('', { triggers: renamed }))).toEqual(['triggers.paid is gone']);
  });
});

describe('what breaks nothing', () => {
  test.each<[string, typeof validApp]>([
    ['nothing', validApp],
    [
      'other words',
      broken(`${invoice}.display`, { label: 'Make Invoice', description: 'Makes it.' }),
    ],
    ['a step that is hidden no more', broken('triggers.client_list.display', { hidden: false })],
    ['a field more', withField(invoice, { key: 'due', required: false })],
    [
      'a required field that is filled in already',
      withField(invoice, { key: 'due', required: true, default: '14' }),
    ],
    [
      'an output field more',
      broken('triggers.client_list.operation', { outputFields: [{ key: 'id' }] }),
    ],
    [
      'a field of the connection that may stay empty',
      broken('authentication', { fields: [...validApp.authentication!.fields!, { key: 'more' }] }),
    ],
    [
      'a required field that may stay empty now',
      broken('authentication', {
        fields: validApp.authentication!.fields!.map((field) => ({ ...field, required: false })),
      }),
    ],
  ])('%s', (_, app) => {
    expect(changesWith(app)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a choice more', ['sent', 'paid', 'draft']],
    ['other words for choices', { draft: 'Not sent yet', sent: 'On its way' }],
  ])('%s', (_, choices) => {
    const one = surfaceOf(withField(invoice, { key: 'status', choices: ['draft', 'sent'] }));
    const now = surfaceOf(withField(invoice, { key: 'status', choices }));
    expect(breakingChanges(one, now)).toEqual([]);
  });
});

describe('a release', () => {
  const name = 'zapier-example';
  const bundled = ['@example/core', '@example/kit'];
  const current = surfaceOf(broken('', { creates: {} }));
  const of = (version: string) => ({ ...current, version });

  test('fails on breaking changes, and says what to write', () => {
    const bumps: readonly Bump[] = [
      { name, type: 'minor' },
      { name: '@example/another', type: 'major' },
    ];
    const [problem, ...others] = releaseProblems({
      name,
      released: before,
      current,
      bumps,
      bundled,
    });
    expect(others).toEqual([]);
    expect(problem).toContain(`would break Zaps made with 1.0.0: ${invoice} is gone.`);
    expect(problem).toContain("---\n'zapier-example': major\n---\n");
  });

  test('passes with a major changeset, or if nothing breaks', () => {
    const options = { name, released: before, bundled };
    const bumps = ['patch', 'major'].map((type) => ({ name, type }));
    expect(releaseProblems({ ...options, current, bumps })).toEqual([]);
    expect(releaseProblems({ ...options, current: before, bumps: [] })).toEqual([]);
  });

  test('updates the surface with the version', () => {
    const options = { name, released: before, bumps: [], bundled };
    const problems = releaseProblems({ ...options, current: of('2.0.0') });
    expect(problems).toEqual([
      expect.stringMatching(/is that of 1\.0\.0, but package\.json says 2\.0\.0\./),
    ]);
  });

  test('is the first one if there is no surface', () => {
    const options = { name, released: undefined, bumps: [], bundled };
    expect(releaseProblems({ ...options, current: of('0.0.0') })).toEqual([]);
    expect(releaseProblems({ ...options, current: of('1.0.0') })).toEqual([
      expect.stringContaining('has no surface.json'),
    ]);
  });

  describe('of a package that the app bundles', () => {
    const problemsOf = (bumps: readonly Bump[]) =>
      releaseProblems({ name, released: before, current: before, bumps, bundled });

    test('requires a changeset for the app, and says what to write', () => {
      const [problem, ...others] = problemsOf([
        { name: '@example/kit', type: 'patch' },
        { name: '@example/another', type: 'minor' },
      ]);
      expect(others).toEqual([]);
      expect(problem).toContain('zapier-example bundles @example/kit: ');
      expect(problem).toContain('leave zapier-example at 1.0.0');
      expect(problem).toContain("---\n'zapier-example': patch\n---\n");
    });

    test('passes with any changeset for the app, except one without a version', () => {
      const changed = { name: '@example/core', type: 'minor' };
      expect(problemsOf([changed, { name, type: 'patch' }])).toEqual([]);
      expect(problemsOf([changed, { name, type: 'none' }])).toHaveLength(1);
      expect(problemsOf([{ name: '@example/core', type: 'none' }])).toEqual([]);
    });
  });

  test('writes the new surface', () => {
    expect(renewSurface({ name, released: undefined, current: of('1.0.0') })).toEqual(of('1.0.0'));
    expect(renewSurface({ name, released: before, current: of('2.0.0') })).toEqual(of('2.0.0'));
    const same = { ...before, version: '1.1.0' };
    expect(renewSurface({ name, released: before, current: same })).toEqual(same);
  });

  test('fails if Zaps would break without a new major version, and says how to revert', () => {
    const renewing = () => renewSurface({ name, released: before, current: of('1.1.0') });
    expect(renewing).toThrow('zapier-example 1.1.0 would break Zaps made with 1.0.0');
    expect(renewing).toThrow('"git checkout ."');
    expect(renewing).toThrow("write major for 'zapier-example' in the changeset");
  });
});
