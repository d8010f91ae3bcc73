import { VendorError } from '@invoice-relay/core/errors';
import { refusedFields } from '@invoice-relay/envoice/forms';
import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { toNodeError } from '../../shared/errors.ts';

/**
 * Converts an item's error to one that n8n displays well: which field is at fault and how to fix
 * it.
 */
export function explain(
  error: unknown,
  options: { readonly node: INode; readonly itemIndex: number },
): NodeApiError | NodeOperationError {
  const { node, itemIndex } = options;
  const nodeError = toNodeError(error, { node, service: 'Envoice', itemIndex });
  const fields = error instanceof VendorError ? refusedFields(error) : [];
  if (fields.length > 0) {
    nodeError.description = `Check: ${fields.join(', ')}.\n${nodeError.description ?? ''}`.trim();
  }
  return nodeError;
}
