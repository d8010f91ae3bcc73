import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';
import { createSourceOptions } from '@invoice-relay/core/testing';
import { beforeAll, expect, test, vi } from 'vitest';

import { loadSources } from './source-registry.ts';

/** A package that contains only this text, which is also its name. */
const plugin = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;

async function problemsOf(...packages: string[]): Promise<readonly string[]> {
  const error = await loadSources({ packages, sourceOptions: createSourceOptions() }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).problems.map((problem) => problem.replace(/"data:[^"]*"/, 'it'));
}

const ownPackages = ['@invoice-relay/envoice', '@invoice-relay/drupal-invoice'];

// Compiling them may take longer than a package may take to load.
beforeAll(async () => {
  for (const name of ownPackages) await import(/* @vite-ignore */ name);
});

test('the relay’s sources are loaded by package name', async () => {
  const sources = await loadSources({
    packages: ownPackages,
    sourceOptions: createSourceOptions(),
  });
  expect(sources.all().map(({ name }) => name)).toEqual(['envoice', 'drupal-invoice']);
});

test('each package that is not a plugin is named with what is wrong', async () => {
  expect(
    await problemsOf(
      'invoice-relay-nowhere',
      plugin('export const a = 1'),
      plugin('export function createSource() { throw new Error("no license") }'),
      plugin('export async function createSource() { return {} }'),
      plugin('export function createSource() { return { specificationVersion: "v2" } }'),
    ),
  ).toEqual([
    `RELAY_SOURCES: "invoice-relay-nowhere" was not found; install it in ${process.cwd()} with: npm install invoice-relay-nowhere`,
    'RELAY_SOURCES: it is not a source plugin: it does not export a function "createSource"; it exports "a"',
    'RELAY_SOURCES: it failed in createSource(): Error: no license',
    'RELAY_SOURCES: it violates the contract of a source: createSource returned a promise: it must return the source synchronously, so it cannot be "async".',
    'RELAY_SOURCES: it violates the contract of a source: specificationVersion is "v2"; it must be "v1".',
  ]);
});

test('whatever a package throws while loading is reported with its name', async () => {
  expect(
    await problemsOf(
      plugin('throw "no license"'),
      plugin('throw undefined'),
      plugin('export function createSource() { throw null }'),
    ),
  ).toEqual([
    'RELAY_SOURCES: it cannot be imported: Error: it threw no license',
    'RELAY_SOURCES: it cannot be imported: Error: it threw undefined',
    'RELAY_SOURCES: it failed in createSource(): Error: it threw null',
  ]);
});

test('a package whose import never ends is reported in time', async () => {
  vi.useFakeTimers();
  using _ = { [Symbol.dispose]: () => vi.useRealTimers() };
  const told = problemsOf(plugin('await new Promise(() => {})'));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await told).toEqual([
    'RELAY_SOURCES: it did not load within 30 s: does it contain an "await" that never ends?',
  ]);
});

interface Installed {
  /** Members of its `package.json`. */
  readonly manifest: object;
  readonly files?: Readonly<Record<string, string>>;
}

/** A relay that is started in a folder with these packages. */
function installed(packages: Readonly<Record<string, Installed>>): Disposable & {
  readonly folder: string;
} {
  // macOS has a link where its temporary folder is said to be.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-')));
  for (const [name, { manifest, files = {} }] of Object.entries(packages)) {
    const written = {
      'package.json': JSON.stringify({ name, type: 'module', ...manifest }),
      ...files,
    };
    for (const [file, text] of Object.entries(written)) {
      const path = join(folder, 'node_modules', name, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  return {
    folder,
    [Symbol.dispose]() {
      cwd.mockRestore();
      rmSync(folder, { recursive: true });
    },
  };
}

const built: Installed = {
  manifest: { exports: { '.': { default: './dist/index.js' } } },
  files: { 'dist/index.js': '' },
};

test('a source that is given by another name is found under that of its package', async () => {
  using _ = installed({ 'invoice-relay-faktura': built });
  expect(await problemsOf('envoice', 'faktura', 'invoice-relay-faktura@1.0.0')).toEqual([
    'RELAY_SOURCES: "envoice" was not found; did you mean the package "@invoice-relay/envoice"?',
    'RELAY_SOURCES: "faktura" was not found; did you mean the package "invoice-relay-faktura"?',
    'RELAY_SOURCES: "invoice-relay-faktura@1.0.0" was not found; did you mean the package "invoice-relay-faktura"?',
  ]);
});

test('a source that could never report anything is refused, with what is misspelled', async () => {
  const text = `import * as v from ${JSON.stringify(import.meta.resolve('valibot'))};
    const schema = v.strictObject({});
    export const createSource = () => ({
      specificationVersion: 'v1', name: 'faktura', title: 'Faktura', credentialsSchema: schema,
      settingsSchema: schema, eventTypes: ['activity.unknown'], normalize() {}, webHook: {},
    });`;
  expect(await problemsOf(plugin(text))).toEqual([
    'RELAY_SOURCES: it has no webhook, poll or backfill, so it would never report anything; what it has, "webHook", is not part of the contract',
  ]);
});

test('a path is refused with what to install', async () => {
  using _ = installed({});
  const [problem = ''] = await problemsOf('../faktura');
  expect(problem).toContain('"../faktura" is a path; install the package in');
});

const needsEntryPoint = 'needs "exports": { ".": { "default": "./dist/index.js" } }';

test('an installed package that cannot be imported is not reported as missing', async () => {
  using _ = installed({
    unbuilt: { ...built, files: {} },
    pointless: { manifest: {}, files: { 'src/index.js': '' } },
    'import-only': { ...built, manifest: { exports: { '.': { import: './dist/index.js' } } } },
    dotless: { ...built, manifest: { exports: { '.': 'dist/index.js' } } },
    'default-only': { ...built, files: { 'dist/index.js': 'export default () => {}' } },
  });
  expect(
    await problemsOf('unbuilt', 'pointless', 'import-only', 'dotless', 'default-only'),
  ).toEqual([
    'RELAY_SOURCES: "unbuilt" is installed, but the file that its package.json names is missing: build it first',
    `RELAY_SOURCES: "pointless" is installed, but its package.json names no file to import: it ${needsEntryPoint}`,
    `RELAY_SOURCES: "import-only" has no entry point that a relay can import: its package.json ${needsEntryPoint}`,
    expect.stringContaining('targets must start with "./"'),
    'RELAY_SOURCES: "default-only" is not a source plugin: it does not export a function "createSource"; it exports a default',
  ]);
});

test('a subpath of a package can be a plugin', async () => {
  using _ = installed({
    sdk: { ...built, manifest: { exports: { './relay': './dist/index.js' } } },
  });
  expect(await problemsOf('sdk/relay')).toEqual([
    'RELAY_SOURCES: "sdk/relay" is not a source plugin: it does not export a function "createSource"; it exports nothing',
  ]);
});

test('an error of a plugin is reported with its file and line', async () => {
  const text = 'export function createSource() {\n  null.x;\n}';
  using there = installed({ careless: { ...built, files: { 'dist/index.js': text } } });
  expect(await problemsOf('careless')).toEqual([
    `RELAY_SOURCES: "careless" failed in createSource(): TypeError: Cannot read properties of null (reading 'x') (${there.folder}/node_modules/careless/dist/index.js:2:8)`,
  ]);
});

test('the error for a source lists all missing members, and duplicate sources are refused', async () => {
  const missing = await problemsOf(
    plugin('export function createSource() { return { specificationVersion: "v1", name: "X" } }'),
  );
  expect(missing.map((problem) => problem.split('source: ')[1])).toEqual([
    'name must be lower case with single hyphens, as in "drupal-invoice".',
    'title must be a human-readable name, as in "Envoice".',
    'credentialsSchema is missing; it must be a valibot (version 1) schema.',
    'settingsSchema is missing; it must be a valibot (version 1) schema.',
    'eventTypes is missing; it must be an array.',
    'normalize is missing; it must be a function.',
  ]);
  expect(await problemsOf('@invoice-relay/envoice', '@invoice-relay/envoice')).toEqual([
    'RELAY_SOURCES: "@invoice-relay/envoice" is a second source named "envoice"; name each package once',
  ]);
});
