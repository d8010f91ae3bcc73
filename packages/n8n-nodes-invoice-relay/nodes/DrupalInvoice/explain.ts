import { DrupalInputError } from '@invoice-relay/drupal-invoice';
import { InputError } from '@invoice-relay/core/errors';
import { explainInput, inWordsOfForm } from '@invoice-relay/drupal-invoice/forms';
import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { toNodeError } from '../shared/errors.ts';
import { credentialLabels } from './credential-labels.ts';

/**
 * Converts an item's error to one that n8n displays well: which field is at fault and how to fix
 * it.
 */
export function explain(
  error: unknown,
  options: { readonly node: INode; readonly itemIndex?: number },
): NodeApiError | NodeOperationError {
  const { node, itemIndex } = options;
  const where = itemIndex === undefined ? {} : { itemIndex };
  const explained = error instanceof DrupalInputError ? explainInput(error) : error;
  const nodeError = toNodeError(explained, { node, service: 'Invoice 7', ...where });
  // Errors from n8n or from this node already use the labels of the form.
  if (nodeError !== error && !(explained instanceof InputError) && nodeError.description) {
    nodeError.description = inWordsOfForm(nodeError.description, credentialLabels);
  }
  return nodeError;
}
