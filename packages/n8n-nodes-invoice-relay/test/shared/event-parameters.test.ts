import { expect, test } from 'vitest';

import { EnvoiceTrigger } from '../../nodes/EnvoiceTrigger/EnvoiceTrigger.node.ts';
import { InvoiceRelay } from '../../nodes/InvoiceRelay/InvoiceRelay.node.ts';
import { InvoiceRelayPollingTrigger } from '../../nodes/InvoiceRelayPollingTrigger/InvoiceRelayPollingTrigger.node.ts';
import { InvoiceRelayTrigger } from '../../nodes/InvoiceRelayTrigger/InvoiceRelayTrigger.node.ts';

test.each([
  [new InvoiceRelay(), true],
  [new InvoiceRelayTrigger(), true],
  [new InvoiceRelayPollingTrigger(), true],
  // It fetches documents itself.
  [new EnvoiceTrigger(), false],
])('$description.displayName says why a document may be missing: %j', ({ description }, says) => {
  const outputs = description.properties.filter(({ name }) => name === 'output');
  expect(outputs).toHaveLength(1);
  expect(outputs[0]?.hint?.includes('"enrich" is on') ?? false).toBe(says);
});
