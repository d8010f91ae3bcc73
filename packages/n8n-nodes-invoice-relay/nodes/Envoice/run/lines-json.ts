import { parseJson } from '@invoice-relay/core/json';
import { InputError } from '@invoice-relay/core/errors';
import { shown } from '@invoice-relay/core/forms';
import { isRecord, labelOf, membersOf, parameterOf } from '@invoice-relay/envoice/forms';
import type { Values } from '@invoice-relay/envoice/forms';
import type { JsonSchema } from '@invoice-relay/envoice/operations';

const field = `${labelOf('Items')} (JSON)`;

/**
 * Reads line items given by an expression or as JSON text. Members have Envoice's names in any
 * case; unknown members are rejected, since they would be lost.
 *
 * @throws {InputError}
 */
export function readLinesJson(value: unknown, items: JsonSchema): readonly Values[] {
  const given = typeof value === 'string' ? parse(value) : value;
  const rows = Array.isArray(given) ? (given as readonly unknown[]) : [given];
  const names = Object.keys(membersOf(items));
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  return rows.map((row, index) => {
    if (!isRecord(row)) {
      throw new InputError({
        field: `${field} ${index + 1}`,
        problem: `${shown(row)} is not an object`,
        fix: 'Enter a list such as [{"Description": "Design", "Quantity": 2, "Cost": 85.5}].',
      });
    }
    const members = Object.entries(row).map(([name, inner]) => {
      const member = byLowerCase.get(name.toLowerCase());
      if (member !== undefined) return [parameterOf(member), inner] as const;
      throw new InputError({
        field: `${field} ${index + 1}`,
        problem: `a line item has no ${shown(name)}`,
        fix: `It has: ${names.join(', ')}.`,
      });
    });
    return Object.fromEntries(members);
  });
}

function parse(text: string): unknown {
  if (text.trim() === '') return [];
  const parsed = parseJson(new TextEncoder().encode(text), 'numbers');
  if (parsed.kind === 'json') return parsed.value;
  throw new InputError({
    field,
    problem: 'this is not JSON',
    fix: 'Enter a list such as [{"Description": "Design", "Quantity": 2, "Cost": 85.5}], with member names and texts in double quotes.',
  });
}
