import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import type { Workflow } from '../support/n8n-api.mts';
import type { Stage } from '../support/stage.mts';
import { waitFor } from '../support/wait-for.mts';
import { packageName } from '../support/pack.mts';

const folder = fileURLToPath(new URL('../../docs/workflows', import.meta.url));
const files = (await Array.fromAsync(glob('*.json', { cwd: folder }))).toSorted();

/** The ready workflows of the documentation, as people import them. */
export function docsWorkflowCases(stage: Stage): void {
  describe('The ready workflows', () => {
    const { api, relay } = stage;

    test('there are some', () => assert.ok(files.length >= 4, files.join(', ')));

    for (const file of files) {
      test(`${basename(file, '.json')} is imported and activated`, async () => {
        const workflow = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Workflow;
        const id = await api.addWorkflow({
          ...workflow,
          nodes: workflow.nodes.map((node) => ({ ...node, ...credentialsOf(node.type) })),
        });
        const before = await count();
        await api.activate(id);
        await waitFor({
          what: 'its subscription',
          timeoutMs: 60_000,
          everyMs: 200,
          look: async () => (await count()) > before || undefined,
        });
        await api.deactivate(id);
        await waitFor({
          what: 'its subscription to be gone',
          timeoutMs: 60_000,
          everyMs: 200,
          look: async () => (await count()) === before || undefined,
        });
      });
    }

    const count = async () =>
      (await relay.client.subscriptions.list({ limit: 200 })).data.length;

    /** What people pick in the editor. */
    function credentialsOf(type: string) {
      const name = type.startsWith(`${packageName}.`) ? type.slice(packageName.length + 1) : '';
      if (name.startsWith('invoiceRelay')) return { credentials: stage.credentials.relay };
      if (name.startsWith('envoice')) return { credentials: stage.credentials.envoice };
      if (name.startsWith('drupal')) return { credentials: stage.credentials.drupal };
      return {};
    }
  });
}
