import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import drupalInvoice from '../packages/zapier-drupal-invoice/src/index.ts';
import envoice from '../packages/zapier-envoice/src/index.ts';
import { surfaceOf, writeSurface } from '../packages/zapier-kit/src/testing/index.ts';
import type { Surface } from '../packages/zapier-kit/src/testing/index.ts';
import { releaseProblemsIn } from './support/zapier-release.ts';

/**
 * Removing a step or a field breaks Zaps and so requires a major version; and changes to what an
 * app bundles only reach Zaps with a new version of the app. Changesets are checked for both.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const apps = [
  { folder: 'packages/zapier-envoice', app: envoice },
  { folder: 'packages/zapier-drupal-invoice', app: drupalInvoice },
];

test.each(apps)('$folder can be released', async ({ folder, app }) => {
  expect(await releaseProblemsIn({ root, folder, current: surfaceOf(app) })).toEqual([]);
});

describe.each(apps)('a workspace with $folder', ({ folder, app }) => {
  const current = surfaceOf(app);
  const released = { ...current, version: '1.0.0' };
  let workspace: string;

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'zapier-versions-'));
    mkdirSync(join(workspace, '.changeset'));
    for (const manifest of globSync('packages/*/package.json', { cwd: root })) {
      cpSync(join(root, manifest), join(workspace, manifest));
    }
  });

  afterEach(() => {
    rmSync(workspace, { recursive: true });
  });

  const release = (surface: Surface): void => writeSurface(join(workspace, folder), surface);
  const name = folder.replace('packages/', '');
  const changeset = (type: string, of = name): void =>
    writeFileSync(
      join(workspace, `.changeset/some-change-of-${of.replace('/', '-')}.md`),
      `---\n'${of}': ${type}\n---\n\nSome change.\n`,
    );
  const problemsWith = (surface: Surface) =>
    releaseProblemsIn({ root: workspace, folder, current: surface });

  /** The first step has been removed. */
  const { [Object.keys(current.steps)[0]!]: gone, ...kept } = released.steps;
  const broken = { ...released, steps: kept };

  test('has no breaking changes before the first release', async () => {
    expect(gone).toBeDefined();
    expect(await problemsWith({ ...broken, version: '0.0.0' })).toEqual([]);
  });

  test('must write its surface on release', async () => {
    expect(await problemsWith(released)).toEqual([expect.stringContaining('has no surface.json')]);
    release({ ...released, version: '0.9.0' });
    expect(await problemsWith(released)).toEqual([expect.stringContaining('is that of 0.9.0')]);
  });

  test('requires a major changeset for changes that break Zaps', async () => {
    release(released);
    expect(await problemsWith(released)).toEqual([]);
    const problem = expect.stringContaining(`${Object.keys(current.steps)[0]} is gone`);
    expect(await problemsWith(broken)).toEqual([problem]);
    changeset('minor');
    expect(await problemsWith(broken)).toEqual([problem]);
    changeset('major');
    expect(await problemsWith(broken)).toEqual([]);
  });

  test('does not accept a changeset of another package', async () => {
    release(released);
    changeset('major', 'n8n-nodes-invoice-relay');
    expect(await problemsWith(broken)).toHaveLength(1);
  });

  const vendor = folder.replace('packages/zapier-', '@invoice-relay/');
  test.each([vendor, '@invoice-relay/zapier-kit', '@invoice-relay/relay-client'])(
    'requires a changeset of the app along with one of %s',
    async (bundled) => {
      release(released);
      changeset('patch', bundled);
      expect(await problemsWith(released)).toEqual([
        expect.stringContaining(`${name} bundles ${bundled}: `),
      ]);
      changeset('patch');
      expect(await problemsWith(released)).toEqual([]);
    },
  );

  test('requires none for packages that the app does not bundle', async () => {
    release(released);
    changeset('minor', 'n8n-nodes-invoice-relay');
    changeset('minor', '@invoice-relay/relay');
    expect(await problemsWith(released)).toEqual([]);
  });
});
