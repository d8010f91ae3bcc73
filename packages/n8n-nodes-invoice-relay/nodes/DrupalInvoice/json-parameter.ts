import { jsonValue } from '@invoice-relay/core/json';
import type { JsonValue } from '@invoice-relay/core/models';
import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

/**
 * Reads the value of a JSON parameter: text, parsed without losing digits of numbers, or the result
 * of an expression.
 *
 * @returns undefined when the parameter is empty
 * @throws {NodeOperationError} naming the parameter
 */
export function readJsonParameter(options: {
  readonly value: unknown;
  /** Display name of the parameter. */
  readonly label: string;
  readonly node: INode;
  readonly itemIndex: number;
}): JsonValue | undefined {
  const { value, label, node, itemIndex } = options;
  if (typeof value !== 'string') return (value ?? undefined) as JsonValue | undefined;
  const text = value.trim();
  if (text === '') return undefined;
  const reason = whyNotJson(text);
  if (reason === null) return jsonValue(text);
  throw new NodeOperationError(node, `"${label}" is not valid JSON`, {
    itemIndex,
    description: `${reason}. Check quotes, commas, brackets and the values inserted by expressions.`,
  });
}

function whyNotJson(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return (error as SyntaxError).message;
  }
}
