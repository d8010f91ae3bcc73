import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import { newInvoice } from '../support/invoices.mts';
import { McpClient } from '../support/mcp.mts';
import type { WorkflowNode } from '../support/n8n-api.mts';
import type { Stage } from '../support/stage.mts';
import { waitFor } from '../support/wait-for.mts';
import { ours } from '../support/workflows.mts';

/** A parameter that the agent fills in. */
const asked = (name: string, type: 'string' | 'number' = 'string') =>
  `={{ $fromAI('${name}', '', '${type}') }}`;
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/**
 * Covers the nodes as tools of an AI agent, served by n8n's MCP Server Trigger just as agents get
 * them.
 */
export function toolCases(stage: Stage): void {
  describe('Nodes as tools of an AI agent', () => {
    const { api, credentials, relay, sandbox } = stage;
    let workflowId: string;
    let agent: McpClient;
    let invoiceId: number;

    before(async () => {
      invoiceId = await newInvoice({ stage, cost: '1000.01' });
      await sandbox.record({ type: 'Paid', invoiceId });
      const path = randomUUID();
      const trigger = {
        ...nodeOf('MCP', '@n8n/n8n-nodes-langchain.mcpTrigger', { path }),
        webhookId: path,
      };
      const tools = [
        {
          ...nodeOf('find_events', ours('invoiceRelayTool'), {
            resource: 'event',
            operation: 'getMany',
            filters: { type: asked('type'), subjectId: asked('invoice') },
          }),
          credentials: credentials.relay,
        },
        {
          ...nodeOf('get_invoice', ours('envoiceTool'), {
            resource: 'invoice',
            operation: 'get',
            invoiceId: byId(asked('invoice')),
          }),
          credentials: credentials.envoice,
        },
        {
          ...nodeOf('bill', ours('envoiceTool'), {
            resource: 'invoice',
            operation: 'create',
            clientId: byId('2185'),
            currencyId: { __rl: true, mode: 'code', value: 'EUR' },
            items: {
              values: [
                {
                  description: asked('what'),
                  quantity: asked('quantity', 'number'),
                  cost: asked('price', 'number'),
                },
              ],
            },
          }),
          credentials: credentials.envoice,
        },
        {
          ...nodeOf('site_invoices', ours('drupalInvoiceTool'), {
            resource: 'invoice',
            operation: 'getAll',
            limit: 2,
          }),
          credentials: credentials.drupal,
        },
      ];
      const toTrigger = { ai_tool: [[{ node: trigger.name, type: 'ai_tool', index: 0 }]] };
      workflowId = await api.addWorkflow({
        name: 'Tools',
        nodes: [trigger, ...tools],
        connections: Object.fromEntries(tools.map(({ name }) => [name, toTrigger])),
      });
      await api.activate(workflowId);
      agent = await waitFor({
        what: 'the MCP server',
        timeoutMs: 20_000,
        look: () => McpClient.open(`${stage.n8n.url}/mcp/${path}`).catch(() => undefined),
      });
      await waitFor({
        what: 'the event',
        timeoutMs: 20_000,
        look: async () => {
          const query = { subjectId: String(invoiceId), limit: 1 };
          return (await relay.client.events.list(query)).data[0];
        },
      });
    });
    after(() => api.deactivate(workflowId));

    test('say what they do, and what they have to be told', async () => {
      const tools = await agent.tools();
      const seen = tools.map(({ name, description, inputSchema }) => [
        name,
        description,
        inputSchema.required ?? [],
      ]);
      assert.deepEqual(seen.toSorted(), [
        ['bill', 'Create invoice in Envoice', ['what', 'quantity', 'price']],
        ['find_events', 'Get many events in Invoice Relay', ['type', 'invoice']],
        ['get_invoice', 'Get invoice in Envoice', ['invoice']],
        ['site_invoices', 'Get many invoices in Drupal Invoice', []],
      ]);
    });

    const use = async (name: string, input: object) => {
      const { text, isError } = await agent.use(name, input);
      assert.equal(isError, false, text);
      return JSON.parse(text) as readonly Readonly<Record<string, unknown>>[];
    };

    test('events of an invoice', async () => {
      const found = await use('find_events', { type: 'invoice.paid', invoice: String(invoiceId) });
      assert.equal(found.length, 1);
      assert.equal(found[0]?.['type'], 'invoice.paid');
    });

    test('an invoice', async () => {
      const [invoice] = await use('get_invoice', { invoice: String(invoiceId) });
      assert.equal(invoice?.['Id'], invoiceId);
      assert.equal(invoice['TotalAmount'], 1000.01);
    });

    test('a new invoice', async () => {
      const input = { what: 'Design', quantity: 2, price: 12.5 };
      const [invoice] = await use('bill', input);
      assert.equal(invoice?.['TotalAmount'], 25);
    });

    test('invoices of a site', async () => {
      const found = await use('site_invoices', {});
      assert.equal(found.length, 2);
      assert.equal(typeof found[0]?.['totalNumber'], 'number');
    });

    test('an invoice that is not there: what is wrong, and what to check', async () => {
      const { text, isError } = await agent.use('get_invoice', { invoice: '999999' });
      assert.equal(isError, true);
      assert.match(text, /could not find this/);
      assert.match(text, /Check the id/);
      assert.doesNotMatch(text, /sandbox-secret/);
    });
  });
}

function nodeOf(name: string, type: string, parameters: WorkflowNode['parameters']): WorkflowNode {
  return { id: randomUUID(), name, type, typeVersion: 2, position: [0, 0], parameters };
}
