import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/** The release workflow runs only after a merge, so what it relies on is checked here. */

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly jobs: Readonly<
    Record<'release' | 'image', { readonly outputs?: object; readonly steps: readonly Step[] }>
  >;
}

const text = read('.github/workflows/release.yml');
const { release } = (parse(text) as Workflow).jobs;
const action = release.steps.find(({ uses }) => uses?.startsWith('changesets/action@') === true);

describe('the action of changesets', () => {
  test('is of the version that reads what the installed command writes', () => {
    const { version } = JSON.parse(read('node_modules/@changesets/cli/package.json'));
    // Version 1 searches the output for lines that version 3 of the command no longer prints.
    expect([version.split('.')[0], action?.uses]).toEqual(['3', 'changesets/action@v2']);
  });

  test('gets inputs that it knows: it only warns about others', () => {
    expect(Object.keys(action?.with ?? {}).toSorted()).toEqual([
      'github-token',
      'publish-script',
      'version-script',
    ]);
  });

  test('publishes with the only command that reports what it published', () => {
    expect(action?.with?.['publish-script']).toMatch(/\bchangeset publish$/);
  });

  test('asks for provenance under the name that pnpm 12 reads: it ignores npm’s variables', () => {
    expect(action?.env).toEqual({ pnpm_config_provenance: 'true' });
    expect(text).not.toMatch(/\bnpm_config_/i);
  });

  test('runs scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const run = [...text.matchAll(/\bpnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(run).toContain('version-packages');
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('an image is built if the relay was published', () => {
  const { name } = JSON.parse(read('apps/relay/package.json'));
  expect(release.outputs).toEqual({
    relay: `\${{ contains(steps.changesets.outputs['published-packages'], '"${name}"') }}`,
  });
  expect(text).toContain(`if: needs.release.outputs.relay == 'true'`);
});
