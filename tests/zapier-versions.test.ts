import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import drupalInvoice from '../packages/zapier-drupal-invoice/src/index.ts';
import envoice from '../packages/zapier-envoice/src/index.ts';
import { surfaceOf, writeSurface } from '../packages/zapier-kit/src/testing/index.ts';
import type { Surface } from '../packages/zapier-kit/src/testing/index.ts';
import { releaseProblemsIn } from './support/zapier-release.ts';

/** Zaps break when a step or a field goes, so that takes a major version: changesets hold it. */

const root = fileURLToPath(new URL('..', import.meta.url));
const apps = [
  { folder: 'packages/zapier-envoice', app: envoice },
  { folder: 'packages/zapier-drupal-invoice', app: drupalInvoice },
];

test.each(apps)('$folder can be released as it is', async ({ folder, app }) => {
  expect(await releaseProblemsIn({ root, folder, current: surfaceOf(app) })).toEqual([]);
});

describe.each(apps)('a workspace with $folder', ({ folder, app }) => {
  const current = surfaceOf(app);
  const released = { ...current, version: '1.0.0' };
  let workspace: string;

  beforeEach(() => {
    workspace = mkdtempSync(join(tmpdir(), 'zapier-versions-'));
    mkdirSync(join(workspace, '.changeset'));
    mkdirSync(join(workspace, folder), { recursive: true });
    cpSync(join(root, folder, 'package.json'), join(workspace, folder, 'package.json'));
  });

  afterEach(() => {
    rmSync(workspace, { recursive: true });
  });

  const release = (surface: Surface): void => writeSurface(join(workspace, folder), surface);
  const changeset = (bump: string): void =>
    writeFileSync(
      join(workspace, '.changeset/some-change.md'),
      `---\n'${folder.split('/')[1]}': ${bump}\n---\n\nSome change.\n`,
    );
  const problemsWith = (surface: Surface) =>
    releaseProblemsIn({ root: workspace, folder, current: surface });

  /** The first step is not there any more. */
  const { [Object.keys(current.steps)[0]!]: gone, ...kept } = released.steps;
  const broken = { ...released, steps: kept };

  test('nothing can break before the first release', async () => {
    expect(gone).toBeDefined();
    expect(await problemsWith({ ...broken, version: '0.0.0' })).toEqual([]);
  });

  test('a release has to write its surface', async () => {
    expect(await problemsWith(released)).toEqual([expect.stringContaining('has no surface.json')]);
    release({ ...released, version: '0.9.0' });
    expect(await problemsWith(released)).toEqual([expect.stringContaining('is that of 0.9.0')]);
  });

  test('what breaks Zaps needs a changeset for a major version', async () => {
    release(released);
    expect(await problemsWith(released)).toEqual([]);
    const problem = expect.stringContaining(`${Object.keys(current.steps)[0]} is gone`);
    expect(await problemsWith(broken)).toEqual([problem]);
    changeset('minor');
    expect(await problemsWith(broken)).toEqual([problem]);
    changeset('major');
    expect(await problemsWith(broken)).toEqual([]);
  });

  test('a changeset of another package does not do', async () => {
    release(released);
    writeFileSync(
      join(workspace, '.changeset/another.md'),
      `---\n'@invoice-relay/core': major\n---\n\nAnother change.\n`,
    );
    expect(await problemsWith(broken)).toHaveLength(1);
  });
});
