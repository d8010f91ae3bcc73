import { jsonValue } from '@invoice-relay/core/json';
import type { JsonValue } from '@invoice-relay/core/models';
import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

/**
 * The value of a parameter that takes JSON: as text, with no digit of its numbers lost, or as what
 * an expression gave.
 *
 * @returns undefined when nothing was written
 * @throws {NodeOperationError} that names the parameter
 */
export function readJsonParameter(options: {
  readonly value: unknown;
  /** As people see it. */
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
  throw new NodeOperationError(node, `"${label}" is no valid JSON`, {
    itemIndex,
    description: `${reason}. Check quotes, commas and brackets, and what expressions put in between.`,
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
