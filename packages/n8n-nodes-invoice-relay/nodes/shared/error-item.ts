import type { INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * Returns the item that replaces an error when On Error says to continue: `error` says what went
 * wrong; `details` has the field, the reason and the fix.
 *
 * These members are required. For an item with an `error` next to its `json`, n8n outputs only its
 * message, and it routes to the error output only items with no members other than `error`,
 * `message` and `details` (n8n-core 2.41: normalizeNodeErrors, handleNodeErrorOutput).
 *
 * @param itemIndex index of the failed item, from 0
 */
export function toErrorItem(
  { message, description }: NodeApiError | NodeOperationError,
  itemIndex: number,
): INodeExecutionData {
  return {
    json: { error: message, ...(description ? { details: description } : {}) },
    pairedItem: { item: itemIndex },
  };
}
