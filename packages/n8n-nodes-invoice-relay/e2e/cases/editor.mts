import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { openBrowser } from '../support/browser.mts';
import { say } from '../support/say.mts';
import type { Stage } from '../support/stage.mts';
import { inARow, ours } from '../support/workflows.mts';
import type { NodeInput } from '../support/workflows.mts';

/** What a panel is to show, beside its title. */
interface Panel extends NodeInput {
  readonly shows: readonly string[];
}

/**
 * The panels of the nodes in the real editor. `N8N_E2E_SCREENSHOTS` names a folder that keeps the
 * pictures.
 */
export function editorCases(stage: Stage): void {
  describe('The editor', () => {
    const panels = panelsOf(stage);
    const folder = process.env['N8N_E2E_SCREENSHOTS'] || join(stage.folder, 'screenshots');
    let browser: Browser;
    let page: Page;

    before(async () => {
      await mkdir(folder, { recursive: true });
      const nodes = panels.map(({ shows: _shows, ...node }) => node);
      const workflow = await stage.api.addWorkflow(inARow({ name: 'All nodes', nodes }));
      browser = await openBrowser();
      const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
      await context.addCookies([...stage.api.cookies]);
      page = await context.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(`${stage.n8n.url}/workflow/${workflow}`);
      await page.locator('[data-node-name]').first().waitFor();
    });
    after(() => browser?.close());

    test('the canvas shows all nodes', async () => {
      await page.screenshot({ path: join(folder, 'canvas.png') });
      assert.equal(await page.getByTestId('canvas-node').count(), panels.length);
      say(`Pictures are in ${folder}`);
    });

    for (const { name, shows } of panels) {
      test(`the panel of ${name}`, async () => {
        await page.locator(`[data-node-name="${name}"]`).first().dblclick();
        const panel = page.getByTestId('ndv');
        await panel.waitFor();
        for (const text of shows) {
          await panel.getByText(text, { exact: false }).first().waitFor();
        }
        await page.screenshot({ path: join(folder, `${name.replaceAll(' ', '-')}.png`) });
        await page.keyboard.press('Escape');
        await panel.waitFor({ state: 'hidden' });
      });
    }
  });
}

function panelsOf({ credentials }: Stage): readonly Panel[] {
  return [
    {
      name: 'Drupal Invoice',
      type: ours('drupalInvoice'),
      parameters: { resource: 'invoice', operation: 'create' },
      credentials: credentials.drupal,
      shows: ['Customer', 'Items', 'Additional Fields'],
    },
  ];
}
