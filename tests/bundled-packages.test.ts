import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { bundledAlone } from './support/zapier-release.ts';

/**
 * The n8n nodes bundle packages of ours, so a change to one of these only reaches n8n if a
 * changeset also bumps the nodes. `zapier-versions.test.ts` checks the same for the Zapier apps.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'packages/n8n-nodes-invoice-relay';

test('packages bundled into the n8n nodes are released with them', async () => {
  expect(await bundledAlone({ root, folder })).toEqual([]);
});

test('detects a changeset for a bundled package alone', async () => {
  const workspace = mkdtempSync(join(tmpdir(), 'bundled-packages-'));
  try {
    for (const name of ['n8n-nodes-invoice-relay', 'core', 'envoice', 'relay-client']) {
      mkdirSync(join(workspace, 'packages', name), { recursive: true });
      const manifest = join('packages', name, 'package.json');
      cpSync(join(root, manifest), join(workspace, manifest));
    }
    mkdirSync(join(workspace, '.changeset'));
    const write = (file: string, ...releases: readonly string[]) =>
      writeFileSync(
        join(workspace, '.changeset', file),
        `---\n${releases.join('\n')}\n---\n\nSome change.\n`,
      );
    write('one.md', "'@invoice-relay/core': patch", "'@invoice-relay/relay': minor");
    expect(await bundledAlone({ root: workspace, folder })).toEqual(['@invoice-relay/core']);
    write('two.md', "'n8n-nodes-invoice-relay': patch");
    expect(await bundledAlone({ root: workspace, folder })).toEqual([]);
  } finally {
    rmSync(workspace, { recursive: true });
  }
});
