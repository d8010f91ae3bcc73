import type { INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * The item that comes out in place of an error, where On Error says to continue: what went wrong
 * in `error`, and the field, the reason and what to fix in `details`.
 *
 * The members have to be these. In place of an item with an `error` beside its `json`, n8n gives
 * its message alone. And to the error output it leads only items without other members than
 * `error`, `message` and `details` (n8n-core 2.41: normalizeNodeErrors, handleNodeErrorOutput).
 *
 * @param itemIndex of the item that was worked on, counted from 0
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
