import { eventTypes, findEventType } from '@invoice-relay/core/events';
import { Expression, NodeHelpers as helpers } from 'n8n-workflow';
import type { INode, INodeType } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import estimateAccepted from '../../docs/workflows/estimate-accepted-invoice.json';
import invoiceOverdue from '../../docs/workflows/invoice-overdue-reminder.json';
import invoicePaid from '../../docs/workflows/invoice-paid-message.json';
import largePaid from '../../docs/workflows/large-invoice-paid-message.json';
import newOrder from '../../docs/workflows/new-order-spreadsheet-row.json';
import paidLastWeek from '../../docs/workflows/paid-last-week-totals.json';
import { Envoice } from '../../nodes/Envoice/Envoice.node.ts';
import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';
import { InvoiceRelayTrigger } from '../../nodes/InvoiceRelayTrigger/InvoiceRelayTrigger.node.ts';
import { eventJson } from '../../nodes/shared/event-output.ts';
import { checkNode } from './check-node.mts';

/*
 * Checks the ready-made workflows against the descriptions of our nodes. n8n's own nodes are only
 * known to a running n8n: e2e/cases/ready-workflows.mts checks those and runs the workflows.
 */

const ours: Readonly<Record<string, INodeType>> = {
  'n8n-nodes-invoice-relay.envoice': new Envoice(),
  'n8n-nodes-invoice-relay.invoiceRelay': new InvoiceRelay(),
  'n8n-nodes-invoice-relay.invoiceRelayTrigger': new InvoiceRelayTrigger(),
};
const trigger = 'Invoice Relay Trigger';

describe.each([
  ['estimate.accepted', estimateAccepted],
  ['invoice.overdue', invoiceOverdue],
  ['invoice.paid', invoicePaid],
  ['invoice.paid', largePaid],
  ['order.created', newOrder],
  [null, paidLastWeek],
] as const)('%s', (eventType, workflow) => {
  const nodes = workflow.nodes as unknown as INode[];

  test.runIf(eventType !== null)('starts on that event', () => {
    expect(eventTypes).toContain(eventType);
    const start = nodes.find(({ name }) => name === trigger);
    expect(start?.parameters['eventTypes']).toEqual([eventType]);
  });

  test('has a sample to try it with, as the trigger gives it', () => {
    const output = { simplified: false, numbers: true };
    const json = eventType === null ? null : eventJson(findEventType(eventType).sample, output);
    expect(workflow.pinData).toEqual(json === null ? {} : { [trigger]: [{ json }] });
  });

  test('has only parameters that our nodes have', () => {
    const checked = nodes.filter(({ type }) => type.startsWith('n8n-nodes-invoice-relay.'));
    expect(checked.length).toBeGreaterThan(0);
    const problems = checked.map((node) => {
      const { description } = ours[node.type] ?? {};
      const found = description
        ? checkNode({ helpers, node, description })
        : [`no type ${node.type}`];
      return [node.name, found];
    });
    expect(problems).toEqual(checked.map(({ name }) => [name, []]));
  });

  test('is one row of nodes, explained by a note, without anybody’s credentials', () => {
    const [note, ...row] = nodes;
    expect(note?.type).toBe('n8n-nodes-base.stickyNote');
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    const links = row
      .slice(1)
      .map(({ name }, index) => [
        row[index]?.name,
        { main: [[{ node: name, type: 'main', index: 0 }]] },
      ]);
    expect(workflow.connections).toEqual(Object.fromEntries(links));
    expect(nodes.filter(({ credentials }) => credentials !== undefined)).toEqual([]);
    for (const { name } of row.filter(({ disabled }) => disabled)) {
      expect(note?.parameters['content']).toContain(`**${name}** is disabled`);
    }
  });
});

test.each([
  [null, 'Invoice INV-7 was paid'],
  [{ totals: { taxInclusiveAmount: null }, currency: null }, 'Invoice INV-7 was paid'],
  [{ totals: { taxInclusiveAmount: null }, currency: 'EUR' }, 'Invoice INV-7 was paid'],
  [{ totals: { taxInclusiveAmount: '10.00' }, currency: null }, 'Invoice INV-7 was paid: 10.00'],
  [
    { totals: { taxInclusiveAmount: '10.00' }, currency: 'EUR', buyer: { name: 'Ada' } },
    'Invoice INV-7 was paid by Ada: 10.00 EUR',
  ],
])('the message about the paid invoice %j leaves out what is unknown', (invoice, message) => {
  const { parameters } = invoicePaid.nodes.find(({ name }) => name === 'Write the Message')!;
  const { value } = parameters.assignments!.assignments[0]!;
  const $json = { subject: { number: 'INV-7' }, invoice };
  expect(new Expression('UTC').resolveSimpleParameterValue(value, { $json } as never)).toBe(
    message,
  );
});

test('what a node does not have, offer or show is found', () => {
  const { description } = new Envoice();
  const problemsOf = (parameters: INode['parameters'], typeVersion = 1) =>
    checkNode({
      helpers,
      node: { id: '1', name: 'x', type: 'x', typeVersion, position: [0, 0], parameters },
      description,
    });
  const invoiceId = { __rl: true, mode: 'id', value: '7' };
  expect(problemsOf({ resource: 'invoice', operation: 'get', invoiceId })).toEqual([]);
  expect(problemsOf({ resource: 'invoice', operation: 'get', invoiceId }, 9)).toHaveLength(1);
  const other = { resource: 'invoice', operation: 'getStatus', invoiceId, status: 'Paid' };
  expect(problemsOf(other)).toEqual(['status is not taken']);
  const inside = { additionalFields: { attachPdf: true, attachPDF: true } };
  const send = { resource: 'invoice', operation: 'sendToClient', invoiceId, ...inside };
  expect(problemsOf(send)).toEqual(['additionalFields.attachPDF is not taken']);
  expect(problemsOf({ resource: 'invoice', operation: 'get' })).not.toEqual([]);
  expect(problemsOf({ resource: 'invoice', operation: 'fly', invoiceId })).not.toEqual([]);
});
