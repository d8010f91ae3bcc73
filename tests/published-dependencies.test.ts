import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { importsIn } from './support/imports.ts';

/**
 * What is installed from the registry has its own `dependencies` and nothing else of the workspace:
 * not its peer rules, its overrides or the devDependencies of tests.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Published packages that are not bundled: these bring their libraries along. */
const published = globSync('{packages,apps}/*/package.json', { cwd: root })
  .map((path) => ({ folder: dirname(path), manifest: JSON.parse(read(path)) as Manifest }))
  .filter(({ manifest }) => manifest.private !== true && manifest.dependencies !== undefined)
  .map(({ folder, manifest }) => ({
    folder,
    own: manifest.name,
    dependencies: Object.keys(manifest.dependencies ?? {}),
  }))
  .toSorted((a, b) => a.folder.localeCompare(b.folder));

test('finds packages', () => {
  expect(published.map(({ folder }) => folder)).toEqual(
    expect.arrayContaining(['apps/relay', 'packages/core']),
  );
});

describe.each(published)('$folder', ({ folder, own, dependencies }) => {
  test('imports only its dependencies', () => {
    const known = new Set([own, ...dependencies]);
    const wrong = globSync(`${folder}/src/**/*.ts`, { cwd: root })
      .filter((path) => !/\.test\.ts$|\/(?:generate|test)-[^/]*\.ts$/.test(path))
      .flatMap((path) => {
        const text = read(path);
        return importsIn(parseSync(path, text), text).map((specifier) => ({ path, specifier }));
      })
      .filter(({ specifier }) => !/^(?:\.|node:)/.test(specifier))
      .filter(({ specifier }) => !known.has(packageOf(specifier)));
    expect(wrong).toEqual([]);
  });

  test('needs no peer rules of the workspace: npm would install a second copy', () => {
    const { peerDependencyRules } = parse(read('pnpm-workspace.yaml')) as {
      readonly peerDependencyRules: { readonly allowedVersions: Readonly<Record<string, string>> };
    };
    const needed = Object.keys(peerDependencyRules.allowedVersions).filter((rule) =>
      rule.split('>').every((name) => dependencies.includes(name)),
    );
    expect(needed).toEqual([]);
  });
});

/** `typeorm` of `typeorm/driver/…`, `@nestjs/core` of `@nestjs/core`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
