import { globSync, readFileSync } from 'node:fs';

import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

import { importsIn } from './support/imports.ts';

/**
 * Allowed imports between our packages. A package that is not listed may import none of them, so
 * adding one is a deliberate decision.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'packages/core': [],
  'packages/envoice': ['@invoice-relay/core'],
  'packages/drupal-invoice': ['@invoice-relay/core'],
  'packages/relay-client': ['@invoice-relay/core'],
  'packages/n8n-nodes-invoice-relay': [
    '@invoice-relay/core',
    '@invoice-relay/envoice',
    '@invoice-relay/drupal-invoice',
    '@invoice-relay/relay-client',
  ],
  'packages/zapier-kit': ['@invoice-relay/core', '@invoice-relay/relay-client'],
  'packages/zapier-envoice': [
    '@invoice-relay/core',
    '@invoice-relay/envoice',
    '@invoice-relay/relay-client',
    '@invoice-relay/zapier-kit',
  ],
  'packages/zapier-drupal-invoice': [
    '@invoice-relay/core',
    '@invoice-relay/drupal-invoice',
    '@invoice-relay/relay-client',
    '@invoice-relay/zapier-kit',
  ],
  'apps/dashboard': ['@invoice-relay/core', '@invoice-relay/relay-client'],
  'apps/relay': ['@invoice-relay/core'],
  'apps/sandbox': ['@invoice-relay/core'],
  'apps/envoice-signature': ['@invoice-relay/core', '@invoice-relay/envoice'],
  'apps/demo': ['@invoice-relay/core', '@invoice-relay/relay-client'],
};

/** Libraries that only the relay may use. */
const relayOnly = /^(@nestjs\/|typeorm$|typeorm\/|pg-boss$|nestjs-)/;

/** Packages that run anywhere (in n8n, in Zapier, in a browser): no Node APIs, no I/O. */
const purePackages = [
  'packages/core',
  'packages/envoice',
  'packages/drupal-invoice',
  'packages/relay-client',
];
/** Tests, test kits, and code that only runs in development. */
const mayUseNode = /\.test\.ts$|\/test\/|\/src\/testing\/|\/generate-/;
const pureNodeImports = new Set(['node:crypto']);
const impureGlobals = new Set([
  'Buffer',
  'process',
  'global',
  'globalThis',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  '__dirname',
  '__filename',
  'require',
  'fetch',
]);

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly imports: readonly string[];
  readonly identifiers: ReadonlySet<string>;
}

const files = readFiles();

test('every package with source files is listed', () => {
  const packages = new Set(files.map(({ folder }) => folder));
  expect([...packages].filter((folder) => !(folder in allowed))).toEqual([]);
  expect(packages.size).toBeGreaterThan(3);
});

describe.each(Object.keys(allowed))('%s', (folder) => {
  const ofFolder = files.filter((file) => file.folder === folder);

  test('imports only allowed packages of ours', () => {
    const own = `@invoice-relay/${folder.split('/')[1]}`;
    const wrong = importsOf(ofFolder).filter(({ specifier }) => {
      const name = /^@invoice-relay\/[^/]+/.exec(specifier)?.[0];
      return name !== undefined && name !== own && !allowed[folder]?.includes(name);
    });
    expect(wrong).toEqual([]);
  });

  test('imports nothing by path from outside its package, except the vendors’ documents', () => {
    const wrong = importsOf(ofFolder).filter(
      ({ specifier, path }) =>
        specifier.startsWith('.') &&
        !mayReach({ folder, pathname: new URL(specifier, `file:///${path}`).pathname }),
    );
    expect(wrong).toEqual([]);
  });

  test('leaves Nest, TypeORM and queue libraries to the relay', () => {
    const found = importsOf(ofFolder).filter(({ specifier }) => relayOnly.test(specifier));
    expect(found.length > 0).toBe(folder === 'apps/relay');
  });
});

describe.each(purePackages)('%s is pure', (folder) => {
  const pure = files.filter((file) => file.folder === folder && !mayUseNode.test(file.path));

  test('imports no Node module except node:crypto', () => {
    const wrong = importsOf(pure).filter(
      ({ specifier }) => specifier.startsWith('node:') && !pureNodeImports.has(specifier),
    );
    expect(wrong).toEqual([]);
  });

  test('uses no Node globals', () => {
    const wrong = pure.flatMap(({ path, identifiers }) =>
      [...identifiers].filter((name) => impureGlobals.has(name)).map((name) => ({ path, name })),
    );
    expect(wrong).toEqual([]);
  });
});

/** The vendors' documents belong to no package: they are read where they are. */
function mayReach({ folder, pathname }: { folder: string; pathname: string }): boolean {
  return pathname.startsWith(`/${folder}/`) || pathname.startsWith('/vendor/');
}

function importsOf(some: readonly SourceFile[]) {
  return some.flatMap(({ path, imports }) => imports.map((specifier) => ({ path, specifier })));
}

function readFiles(): SourceFile[] {
  return globSync('{packages,apps}/*/{src,test}/**/*.{ts,tsx}').map((path) => {
    const text = readFileSync(path, 'utf8');
    const parsed = parseSync(path, text);
    return {
      path,
      folder: path.split('/').slice(0, 2).join('/'),
      imports: importsIn(parsed, text),
      identifiers: freeIdentifiers(parsed.program),
    };
  });
}

/** Identifiers used as values, excluding members (`a.process`) and keys (`{ process: 1 }`). */
function freeIdentifiers(program: unknown): Set<string> {
  const names = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const child of node) walk(child);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, name, computed, key, property, ...rest } = node as Record<string, unknown>;
    if (type === 'Identifier' && typeof name === 'string') names.add(name);
    if (computed === true) walk([key, property]);
    for (const child of Object.values(rest)) walk(child);
  };
  walk(program);
  return names;
}
