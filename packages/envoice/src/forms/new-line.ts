import { InputError } from '@invoice-relay/core/errors';
import { withHint } from '@invoice-relay/core/forms';

import type { JsonSchema } from '../api/index.ts';
import { fieldName } from './field-name.ts';
import type { FieldPath } from './field-name.ts';
import { parameterOf } from './labels.ts';
import type { Body, Reading, Values } from './reading.ts';
import { membersOf } from './schemas.ts';

/**
 * Completes a new line item with the quantity and the price that it needs: without a price Envoice
 * might treat it as free. A quantity that is not present at all is 1, as in the form; one that is
 * present but empty was meant to be something.
 *
 * @param options.row the line as given, by the names of parameters or of members
 * @param options.path the path to its members
 * @throws {InputError} for a price or a quantity that is empty
 */
export function completeNewLine(options: {
  readonly line: Body;
  readonly row: Values;
  readonly schema: JsonSchema;
  readonly path: FieldPath;
  readonly reading: Reading;
}): Body {
  const { line, row, schema, path, reading } = options;
  const { hints, nameOf = fieldName } = reading;
  // A line with an ID already exists: members that are not given stay as they are.
  if (line['Id'] !== undefined) return line;
  const isNamed = parameterOf('Quantity') in row || 'Quantity' in row;
  const hasQuantity = 'Quantity' in membersOf(schema);
  const complete = hasQuantity && !isNamed ? { ...line, Quantity: 1 } : line;
  if (complete['Cost'] === undefined) {
    const fix = withHint('Fill it in; use 0 if it is free.', hints?.empty);
    throw empty(nameOf([...path, 'Cost']), fix);
  }
  if (hasQuantity && complete['Quantity'] === undefined) {
    throw empty(nameOf([...path, 'Quantity']), withHint('Fill it in.', hints?.empty));
  }
  return complete;
}

function empty(field: string, fix: string): InputError {
  return new InputError({ field, problem: 'this is empty', fix });
}
