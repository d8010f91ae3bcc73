import { DrupalInputError } from '@invoice-relay/drupal-invoice';
import { NodeOperationError } from 'n8n-workflow';
import type { INode, NodeApiError } from 'n8n-workflow';

import { toNodeError } from '../shared/errors.ts';
import { fieldOf, inWordsOfForm } from './words.ts';

/** An error of an item as n8n shows it: which field it is about, and how to mend it. */
export function explain(
  error: unknown,
  options: { readonly node: INode; readonly itemIndex: number },
): NodeApiError | NodeOperationError {
  const { node, itemIndex } = options;
  if (error instanceof DrupalInputError) {
    const [problem, description] = problems[error.expected];
    const message = `${fieldOf(error.member)}: ${problem}`;
    return new NodeOperationError(node, message, { description, itemIndex });
  }
  const nodeError = toNodeError(error, { node, service: 'Invoice 7', itemIndex });
  // What n8n or this node says itself is in the words of the form already.
  if (nodeError !== error && nodeError.description) {
    nodeError.description = inWordsOfForm(nodeError.description);
  }
  return nodeError;
}

const problems: Readonly<
  Record<DrupalInputError['expected'], readonly [problem: string, mend: string]>
> = {
  decimal: [
    'this is no amount',
    'Write a number with a dot and without a thousands separator, such as 50.75.',
  ],
  text: [
    'this is no text',
    'Give text or a whole number, and not an object, a list or yes and no.',
  ],
  object: ['these are no fields', 'Give an object: { "name": "value" }.'],
  list: [
    'this is no list',
    'Give a list of objects: [{ "description": "…", "unitcost": "50.75" }].',
  ],
  id: [
    'this is no id or number of an invoice',
    'Write one such as 7 or 20260007: it is not empty, and holds no slash. When it is an expression, look at what that gives.',
  ],
};
