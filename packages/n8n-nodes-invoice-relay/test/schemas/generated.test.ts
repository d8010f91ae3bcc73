import { expect, test } from 'vitest';

import { generateSchemas } from '../../generate/schemas/files.mts';
import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { Envoice } from '../../nodes/Envoice/Envoice.node.ts';
import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';
import { filesOfNodes } from '../shared/files-of-nodes.mts';

const files = generateSchemas();

// After changing the output of the nodes or the generator, run `vitest run
// packages/n8n-nodes-invoice-relay/test/schemas -u` and review the diff.
test.each([...files])('the committed %s is what the node gives', async (path, text) => {
  await expect(text).toMatchFileSnapshot(`../../nodes/${path}`);
});

test('there is no other schema', async () => {
  expect(await filesOfNodes('./', '*/__schema__/**/*.json')).toEqual([...files.keys()].toSorted());
});

test.each([
  ['DrupalInvoice', new DrupalInvoice(), ['v2.0.0']],
  ['Envoice', new Envoice(), ['v1.0.0', 'v2.0.0']],
  ['InvoiceRelay', new InvoiceRelay(), ['v2.0.0']],
] as const)('%s has one for every operation', (name, { description }, versions) => {
  const operations = description.properties
    .filter((property) => property.name === 'operation')
    .flatMap(({ displayOptions, options = [] }) =>
      options.map(
        (option) =>
          `${String(displayOptions?.show?.['resource']?.[0])}/${'value' in option ? String(option.value) : ''}`,
      ),
    );
  expect(operations.length).toBeGreaterThan(5);
  for (const version of versions) {
    for (const operation of operations) {
      expect(files.has(`${name}/__schema__/${version}/${operation}.json`)).toBe(true);
    }
  }
});

test('a trigger shows the numbers beside the amounts', () => {
  const schema = JSON.parse(
    files.get('InvoiceRelayTrigger/__schema__/v2.0.0.json') ?? '',
  ) as object;
  const totals = ['properties', 'invoice', 'properties', 'totals', 'properties'];
  expect(schema).toHaveProperty([...totals, 'taxInclusiveAmount'], { type: 'string' });
  expect(schema).toHaveProperty([...totals, 'taxInclusiveAmountNumber'], { type: 'number' });
});
