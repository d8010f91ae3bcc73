import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import { toUtc } from '../shared/moment.ts';

/**
 * Reads a date parameter as UTC; undefined when it is empty.
 *
 * @throws {NodeOperationError} when it is not a date
 */
export function momentParameter(
  input: { readonly context: IExecuteFunctions; readonly itemIndex: number },
  options: { readonly name: string; readonly value: unknown },
): string | undefined {
  const { context, itemIndex } = input;
  const { name, value } = options;
  if (value === undefined || value === null || value === '') return undefined;
  // An expression may return a Luxon or JavaScript date; both serialize themselves.
  const text = typeof value === 'string' ? value : (JSON.parse(JSON.stringify(value)) as string);
  const moment = toUtc({ text: String(text), timeZone: context.getTimezone() });
  if (moment !== undefined) return moment;
  throw new NodeOperationError(context.getNode(), `"${name}" is not a date`, {
    itemIndex,
    description: `Enter a date such as 2026-11-20 or 2026-11-20T10:00:00Z instead of "${text}".`,
  });
}
