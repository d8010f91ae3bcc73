import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

const packages = ['@invoice-relay/envoice', '@invoice-relay/drupal-invoice'];

// Compiling them may take longer than a package may take to load.
beforeAll(async () => {
  for (const name of packages) await import(/* @vite-ignore */ name);
});

test('the relay’s sources are loaded by package name', async () => {
  const sources = await loadSources({
    packages,
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
    'RELAY_SOURCES: it is not a source plugin: it does not export a function "createSource"',
    'RELAY_SOURCES: it no license',
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
    'RELAY_SOURCES: it failed to load: Error: it threw no license',
    'RELAY_SOURCES: it failed to load: Error: it threw undefined',
    'RELAY_SOURCES: it failed to load: Error: it threw null',
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

/** Starts the relay in a folder with this package, which is not built yet. */
function installUnbuilt(name: string): Disposable & { readonly build: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'plugin-'));
  const installed = join(folder, 'node_modules', name);
  mkdirSync(join(installed, 'dist'), { recursive: true });
  writeFileSync(
    join(installed, 'package.json'),
    JSON.stringify({ type: 'module', exports: { '.': { default: './dist/index.js' } } }),
  );
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  return {
    build: () => writeFileSync(join(installed, 'dist', 'index.js'), ''),
    [Symbol.dispose]() {
      cwd.mockRestore();
      rmSync(folder, { recursive: true });
    },
  };
}

test('a source that is given by its own name is found under that of its package', async () => {
  using installed = installUnbuilt('invoice-relay-faktura');
  installed.build();
  expect(await problemsOf('envoice', 'faktura')).toEqual([
    'RELAY_SOURCES: "envoice" was not found; did you mean the package "@invoice-relay/envoice"?',
    'RELAY_SOURCES: "faktura" was not found; did you mean the package "invoice-relay-faktura"?',
  ]);
});

test('an installed but unbuilt package is not reported as missing', async () => {
  using _ = installUnbuilt('invoice-relay-unbuilt');
  expect(await problemsOf('invoice-relay-unbuilt')).toEqual([
    'RELAY_SOURCES: "invoice-relay-unbuilt" is installed, but the file that its package.json names is missing: build it first',
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
