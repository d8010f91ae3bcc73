import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import type { Browser, Page } from 'playwright-core';

import { openBrowser } from '../support/browser.mts';
import { say } from '../support/say.mts';
import type { Stage } from '../support/stage.mts';
import { waitFor } from '../support/wait-for.mts';
import { inARow, ours } from '../support/workflows.mts';
import type { NodeInput } from '../support/workflows.mts';

/** What a panel must show besides its title. */
interface Panel extends NodeInput {
  readonly shows: readonly string[];
}

/**
 * Covers the panels of the nodes in the real editor. Screenshots are saved to the folder in
 * `N8N_E2E_SCREENSHOTS`, if set.
 */
export function editorCases(stage: Stage): void {
  describe('The editor', () => {
    const panels = panelsOf(stage);
    const folder = process.env['N8N_E2E_SCREENSHOTS'] || join(stage.folder, 'screenshots');
    const workflow = inARow({
      name: 'All nodes',
      nodes: panels.map(({ shows: _shows, ...node }) => node),
    });
    let workflowUrl = '';
    let browser: Browser;
    let page: Page;

    before(async () => {
      await mkdir(folder, { recursive: true });
      workflowUrl = `${stage.n8n.url}/workflow/${await stage.api.addWorkflow(workflow)}`;
      browser = await openBrowser();
      const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
      await context.addCookies([...stage.api.cookies]);
      page = await context.newPage();
      page.setDefaultTimeout(60_000);
    });
    after(() => browser?.close());

    test('the canvas shows all nodes', async () => {
      await page.goto(workflowUrl);
      for (const { name } of panels) {
        await page.locator(`[data-node-name="${name}"]`).first().waitFor();
      }
      await page.screenshot({ path: join(folder, 'canvas.png') });
      say(`  pictures are in ${folder}`);
    });

    for (const [index, { name, shows }] of panels.entries()) {
      test(`the panel of ${name}`, async () => {
        // Opens the node the way a link to it does.
        await page.goto(`${workflowUrl}/${workflow.nodes[index]?.id}`);
        const panel = page.getByTestId('ndv');
        for (const text of shows) {
          await panel.getByText(text, { exact: false }).filter({ visible: true }).first().waitFor();
        }
        await page.screenshot({ path: join(folder, `${name.replaceAll(' ', '-')}.png`) });
        const text = await panel.innerText();
        assert.doesNotMatch(text, /not currently installed|Error fetching options/i);
      });
    }

    test('the panel of nodes has an entry for each event, the paid invoice first', async () => {
      await page.goto(`${stage.n8n.url}/workflow/new`);
      await page
        .getByTestId('canvas-add-button')
        .or(page.getByText('Add first step'))
        .first()
        .click();
      await page.getByTestId('node-creator-search-bar').fill('Invoice Relay Trigger');
      const creator = page.getByTestId('node-creator');
      await page.screenshot({ path: join(folder, 'search.png') });
      // n8n lists a node and its trigger as one.
      await creator.getByText('Invoice Relay', { exact: true }).first().click();
      await creator.getByText('On invoice paid', { exact: true }).waitFor();
      await page.screenshot({ path: join(folder, 'events.png') });
      const entries = await creator.getByText(/^On /).allInnerTexts();
      assert.equal(entries[0], 'On invoice paid');
      assert.ok(entries.includes('On estimate accepted'), entries.join());
    });

    test('trying the trigger shows a sample, without waiting for a real payment', async () => {
      await page.goto(`${workflowUrl}/${workflow.nodes[0]?.id}`);
      await page.getByTestId('trigger-execute-button').click();
      const output = page.getByTestId('output-panel');
      await output.getByText('invoice.paid').filter({ visible: true }).first().waitFor();
      await page.screenshot({ path: join(folder, 'sample.png') });
      await waitFor({
        what: 'nothing of the trial to be left at the relay',
        timeoutMs: 20_000,
        look: async () => {
          const { data } = await stage.relay.client.subscriptions.list({ limit: 200 });
          return !data.some(({ url }) => url.includes('/webhook-test/')) || undefined;
        },
      });
    });
  });
}

function panelsOf({ credentials }: Stage): readonly Panel[] {
  return [
    {
      name: 'Invoice Relay Trigger',
      type: ours('invoiceRelayTrigger'),
      parameters: { eventTypes: ['invoice.paid'] },
      credentials: credentials.relay,
      typeVersion: 2,
      shows: [
        'Events',
        'Invoice Paid',
        'Connection',
        'Output',
        'Add Numbers',
        'See what an event looks like',
      ],
    },
    {
      name: 'Invoice Relay Polling Trigger',
      type: ours('invoiceRelayPollingTrigger'),
      parameters: { eventTypes: ['invoice.paid'] },
      credentials: credentials.relay,
      typeVersion: 2,
      shows: ['Poll Times', 'Start From', 'Events', 'Invoice Paid', 'Fetch Test Event'],
    },
    {
      name: 'Envoice Trigger',
      type: ours('envoiceTrigger'),
      parameters: { eventTypes: ['invoice.paid'] },
      credentials: credentials.envoice,
      typeVersion: 2,
      shows: ['Webhook URLs', 'Events', 'Signature', 'Fetch Document', 'Listen for a webhook'],
    },
    {
      name: 'Envoice',
      type: ours('envoice'),
      parameters: {
        resource: 'invoice',
        operation: 'create',
        clientId: { __rl: true, mode: 'list', value: '' },
        items: { values: [{ description: 'Binding', quantity: '2', cost: '100.10' }] },
      },
      credentials: credentials.envoice,
      typeVersion: 2,
      shows: ['Resource', 'Client', 'Currency', 'Specify Line Items', 'Line Items', 'Unit Price'],
    },
    {
      name: 'Invoice Relay',
      type: ours('invoiceRelay'),
      parameters: { resource: 'event', operation: 'getMany' },
      credentials: credentials.relay,
      typeVersion: 2,
      shows: ['Return All', 'Limit', 'Filters', 'Output', 'Add Numbers'],
    },
    {
      name: 'Drupal Invoice',
      type: ours('drupalInvoice'),
      parameters: { resource: 'invoice', operation: 'create' },
      credentials: credentials.drupal,
      shows: ['Template', 'Pay Limit (Days)', 'Customer', 'Items', 'Additional Fields'],
    },
  ];
}
