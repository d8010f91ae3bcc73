import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { toErrorItem } from '../../nodes/shared/error-item.ts';

const node: INode = {
  id: '1',
  name: 'Envoice',
  type: 'envoice',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

test('the reason comes out beside the error, by the names that n8n leads to the error output', () => {
  const description = 'Check: Due Date.\nIt is over.';
  const error = new NodeApiError(node, {}, { message: 'Envoice refuses this', description });
  expect(toErrorItem(error, 3)).toEqual({
    json: { error: 'Envoice refuses this', details: description },
    pairedItem: { item: 3 },
  });
});

test('an error without a description has no details', () => {
  const item = toErrorItem(new NodeOperationError(node, 'It broke'), 0);
  expect(item.json).toStrictEqual({ error: 'It broke' });
});
