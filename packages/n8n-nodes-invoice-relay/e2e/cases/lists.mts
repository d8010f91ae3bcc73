import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';

import type { Credentials, Stage } from '../support/stage.mts';
import { waitFor } from '../support/wait-for.mts';
import { ours } from '../support/workflows.mts';

/** A node type as n8n reports it to its editor. */
interface NodeType {
  readonly name: string;
  /** One version, or all versions of the node. */
  readonly version: number | readonly number[];
  readonly properties: unknown;
}

/** Covers the lists that panels load: From List of every resource locator, and dropdown options. */
export function listCases(stage: Stage): void {
  describe('Lists in the panels', () => {
    const rows: readonly [node: string, credentials: Credentials][] = [
      ['envoice', stage.credentials.envoice],
      ['invoiceRelay', stage.credentials.relay],
      ['invoiceRelayTrigger', stage.credentials.relay],
      ['invoiceRelayPollingTrigger', stage.credentials.relay],
    ];
    before(async () => {
      await stage.sandbox.record({ type: 'Created' });
      await waitFor({
        what: 'the relay to have an event',
        timeoutMs: 20_000,
        look: async () => (await stage.relay.client.events.list({ limit: 1 })).data[0],
      });
    });
    for (const [node, credentials] of rows) {
      test(node, async (context) => {
        const type = await describeNode({ stage, name: ours(node) });
        const lists = methodsOf(type, 'searchListMethod');
        const options = methodsOf(type, 'loadOptionsMethod');
        assert.ok(lists.length + options.length > 0, 'it has lists');
        for (const methodName of lists) {
          const { data } = await ask<{ results: readonly Entry[] }>({
            path: 'resource-locator-results',
            stage,
            type,
            credentials,
            methodName,
          });
          expectEntries({ methodName, entries: data.results });
        }
        for (const methodName of options) {
          const { data } = await ask<readonly Entry[]>({
            path: 'options',
            stage,
            type,
            credentials,
            methodName,
          });
          expectEntries({ methodName, entries: data });
        }
        context.diagnostic(`${node}: ${[...lists, ...options].join(', ')}`);
      });
    }
  });
}

interface Entry {
  readonly name: string;
  readonly value: unknown;
}

/** Lists of documents may be empty, as none were created; each entry has a name and a value. */
function expectEntries(options: {
  readonly methodName: string;
  readonly entries: readonly Entry[];
}): void {
  const { methodName, entries } = options;
  assert.ok(Array.isArray(entries), methodName);
  for (const { name, value } of entries) {
    assert.match(name, /./, methodName);
    assert.match(String(value), /./, methodName);
  }
  if (!mayBeEmpty.test(methodName)) assert.notEqual(entries.length, 0, `${methodName} has entries`);
}

const mayBeEmpty = /Order|Product|PaymentLink|Categor|Estimation|Deliver|Subscription/;

async function describeNode(options: {
  readonly stage: Stage;
  readonly name: string;
}): Promise<NodeType> {
  const types = await options.stage.api.page<readonly NodeType[]>('types/nodes.json');
  const found = types.find(({ name }) => name === options.name);
  assert.ok(found, `n8n knows the node ${options.name}`);
  return found;
}

function methodsOf({ properties }: NodeType, kind: string): readonly string[] {
  const text = JSON.stringify(properties);
  const found = [...text.matchAll(new RegExp(`"${kind}":"([A-Za-z]+)"`, 'g'))];
  return [...new Set(found.map(([, name = '']) => name))];
}

function ask<Data>(options: {
  readonly stage: Stage;
  readonly type: NodeType;
  readonly credentials: Credentials;
  readonly methodName: string;
  readonly path: string;
}): Promise<{ readonly data: Data }> {
  const { stage, type, credentials, methodName, path } = options;
  return stage.api.editor({
    method: 'POST',
    path: `dynamic-node-parameters/${path}`,
    body: {
      path: 'parameters',
      nodeTypeAndVersion: { name: type.name, version: [type.version].flat().at(-1) },
      currentNodeParameters: {},
      credentials,
      methodName,
    },
  });
}
