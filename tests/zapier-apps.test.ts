import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { signStandardWebhook } from '../packages/core/src/signature/index.ts';
import { startSandbox } from '../packages/zapier-kit/src/testing/index.ts';
import type { Sandbox } from '../packages/zapier-kit/src/testing/index.ts';
import { folderOf, runZapier, unpackBuild } from './support/zapier-app.ts';
import type { AppName, UnpackedApp } from './support/zapier-app.ts';

/**
 * The Zapier apps as uploaded to Zapier: validated and built by its own tool, offline, and the zip
 * unpacked outside this workspace.
 *
 * pnpm's dependencies are links into a folder at the root. The tool follows them and puts the
 * targets into the zip at the same paths, with links to them, so the root of the zip is the root of
 * the workspace, with the app in `packages/`.
 */

const apps = ['zapier-envoice', 'zapier-drupal-invoice'] as const;
const megabyte = 1024 * 1024;
const built = new Map<AppName, Awaited<ReturnType<typeof runZapier>>>();
let sandbox: Sandbox;

beforeAll(async () => {
  const builds = apps.map(async (app) => {
    built.set(app, await runZapier(app, ['build', '--skip-dep-install', '--skip-validation']));
  });
  // In parallel, since nothing prevents users from doing so.
  [sandbox] = await Promise.all([startSandbox(), ...builds]);
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
});

/** The calls to each app, by Zapier's kinds of operations. */
interface Questions {
  readonly authData: Readonly<Record<string, string>>;
  readonly trigger: { readonly key: string; readonly bundle?: object; readonly gives: object };
  readonly create: { readonly key: string; readonly input: object; readonly gives: object };
  readonly search: { readonly key: string; readonly input: object; readonly gives: object };
}

const questions: Readonly<Record<AppName, () => Questions>> = {
  'zapier-envoice': () => ({
    authData: {
      authKey: 'sandbox-key',
      authSecret: 'sandbox-secret',
      baseUrl: sandbox.envoice,
    },
    trigger: { key: 'new_client', gives: { name: 'Bob Smith' } },
    create: {
      key: 'create_tax',
      input: { name: 'Reduced {{bundle.inputData.name}} VAT', percentage: '9 %' },
      gives: { name: 'Reduced {{bundle.inputData.name}} VAT', percentage: 9 },
    },
    search: {
      key: 'find_tax',
      input: { name: 'reduced {{bundle.inputData.name}} vat' },
      gives: { percentage: 9 },
    },
  }),
  'zapier-drupal-invoice': () => ({
    authData: {
      baseUrl: sandbox.invoice7,
      username: 'sandbox',
      password: 'sandbox',
    },
    trigger: { key: 'invoice_paid', ...hook('drupal-invoice') },
    create: {
      key: 'create_invoice',
      input: {
        template: 'default',
        pay_limit: 14,
        customer_company_name: 'Café {{process.env.HOME}}',
        line_items: [{ description: 'Menu cards', quantity: '2', unit_cost: '50.00' }],
      },
      gives: { customer_name: 'Café {{process.env.HOME}}' },
    },
    search: { key: 'find_invoice', input: { invoice: '1' }, gives: { id: '1' } },
  }),
};

/** What Zapier passes on when the relay has delivered an event. */
function hook(source: string) {
  const secret = `whsec_${btoa('a secret of twenty-four b')}`;
  const data = { id: 'evt_1', source, subject: { type: 'invoice', id: '7' } };
  const content = JSON.stringify({ type: 'invoice.paid', timestamp: '2026-01-31T09:00:00Z', data });
  const timestamp = Math.floor(Date.now() / 1000);
  const signed = signStandardWebhook({ id: 'dlv_1', timestamp, body: content, secrets: [secret] });
  const headers = Object.fromEntries(
    Object.entries(signed).map(([name, value]) => [`Http-${name}`, value]),
  );
  return {
    bundle: { subscribeData: { id: 'sub_1', secret }, rawRequest: { headers, content } },
    gives: { id: 'evt_1', type: 'invoice.paid', source },
  };
}

describe.each(apps)('%s', (name) => {
  let app: UnpackedApp;

  beforeAll(async () => {
    expect(built.get(name)?.output).toContain('Build complete!');
    app = await unpackBuild(name);
  });

  afterAll(() => {
    app?.[Symbol.dispose]();
  });

  test('is valid, without errors or warnings', async () => {
    const { status, stdout, output } = await runZapier(name, [
      'validate',
      '--without-style',
      '--format=json',
    ]);
    expect(output).not.toMatch(/warn/i);
    expect(JSON.parse(stdout)).toEqual([]);
    expect(status).toBe(0);
  });

  test('is built without leaving untracked files', () => {
    const files = readdirSync(folderOf(name));
    expect(files).toEqual(expect.arrayContaining(['build', 'dist']));
    expect(files).not.toContain('zapierwrapper.js');
    expect(files).not.toContain('definition.json');
    const ignored = readFileSync(`${folderOf(name)}/.gitignore`, 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['build', 'dist']));
  });

  test('has a zip with what it needs, and of our code only its bundle', () => {
    expect(app.size).toBeGreaterThan(0.1 * megabyte);
    expect(app.size).toBeLessThan(5 * megabyte);
    const files = app.files.filter(({ link }) => link === undefined).map(({ path }) => path);
    const ours = files.filter((path) => !path.startsWith('node_modules/'));
    expect(ours.toSorted()).toEqual(
      [
        'definition.json',
        'package.json',
        ...['definition.json', 'dist/index.js', 'package.json', 'zapierwrapper.js'].map(
          (file) => `packages/${name}/${file}`,
        ),
      ].toSorted(),
    );
    expect(files.filter((path) => /\.(map|ts|test\.js)$|(^|\/)\.env/.test(path))).toEqual([]);
    expect(files.filter((path) => /node_modules\/(valibot|@invoice-relay)\//.test(path))).toEqual(
      [],
    );
  });

  test('has no links that lead out of its zip', () => {
    const links = app.files.filter(({ link }) => link !== undefined);
    expect(links.length).toBeGreaterThan(0);
    const out = links.filter(
      ({ path, link = '' }) => !resolve('/zip', path, '..', link).startsWith('/zip/'),
    );
    expect(out).toEqual([]);
  });

  test('runs a trigger, a create and a search in a Node process with only the zip', () => {
    const { authData, trigger, create, search } = questions[name]();
    const ask = (step: string, bundle: object = {}) =>
      app.call({
        method: `${step}.operation.perform`,
        bundle: { authData, inputData: {}, meta: {}, ...bundle },
      });
    expect(ask(`triggers.${trigger.key}`, trigger.bundle)).toContainEqual(
      expect.objectContaining(trigger.gives),
    );
    const created = ask(`creates.${create.key}`, { inputData: create.input });
    expect(created).toMatchObject(create.gives);
    expect(created.id).toEqual(expect.anything());
    expect(ask(`searches.${search.key}`, { inputData: search.input })).toContainEqual(
      expect.objectContaining(search.gives),
    );
  });

  test('is one file, so that no other build is required first', () => {
    expect(readdirSync(`${folderOf(name)}/dist`)).toEqual(['index.js']);
  });
});
