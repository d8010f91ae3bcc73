import { InputError } from '@invoice-relay/core/errors';

import type { JsonSchema } from '../api/index.ts';
import { fieldName } from './field-name.ts';
import type { FieldPath } from './field-name.ts';
import type { Body, Reading } from './reading.ts';
import { membersOf } from './schemas.ts';

/**
 * Adds the percentage of a line's tax. A line states which tax it has, and its percentage. Users
 * enter one of the two; whether Envoice looks the percentage up is not documented, so it is sent.
 *
 * @throws {InputError} for a tax that does not exist
 */
export async function withTaxPercentage(options: {
  readonly line: Body;
  readonly schema: JsonSchema;
  readonly path: FieldPath;
  readonly reading: Reading;
}): Promise<Body> {
  const { line, schema, path, reading } = options;
  const { TaxId, TaxPercentage } = line;
  if (TaxId === undefined || TaxPercentage !== undefined) return line;
  if (!('TaxPercentage' in membersOf(schema))) return line;
  const tax = (await reading.lists.taxes()).find(({ Id }) => Id === TaxId);
  if (tax === undefined) {
    throw new InputError({
      field: (reading.nameOf ?? fieldName)([...path, 'TaxId']),
      problem: `Envoice has no tax ${String(TaxId)}`,
      fix: 'Pick one from the list, or create the tax first.',
    });
  }
  return typeof tax.Percentage === 'number' ? { ...line, TaxPercentage: tax.Percentage } : line;
}
