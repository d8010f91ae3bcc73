import { InputError } from '@invoice-relay/core/errors';
import { withHint } from '@invoice-relay/core/forms';

import type { JsonSchema } from '../api/index.ts';
import { labelOf, parameterOf } from './labels.ts';
import type { Body, Values } from './reading.ts';
import { membersOf } from './schemas.ts';

/**
 * A line item that is not there yet, with the quantity and the price that it needs: without a
 * price Envoice might take it for free. A quantity that is not named at all is 1, as in the form;
 * one that is there and empty was meant to be something.
 *
 * @param options.row the line as it was given, by the names of parameters or of members
 * @param options.path what leads to its fields, as people see it: `Line Items 2 → `
 * @param options.hint where to look when something is empty, for the error
 * @throws {InputError} for a price or a quantity that is empty
 */
export function completeNewLine(options: {
  readonly line: Body;
  readonly row: Values;
  readonly schema: JsonSchema;
  readonly path: string;
  readonly hint?: string | undefined;
}): Body {
  const { line, row, schema, path, hint } = options;
  // One with an ID is there already: what is not given of it stays as it is.
  if (line['Id'] !== undefined) return line;
  const isNamed = parameterOf('Quantity') in row || 'Quantity' in row;
  const hasQuantity = 'Quantity' in membersOf(schema);
  const complete = hasQuantity && !isNamed ? { ...line, Quantity: 1 } : line;
  if (complete['Cost'] === undefined) {
    const fix = withHint('Fill it in, with 0 for what is free.', hint);
    throw empty(`${path}${labelOf('Cost')}`, fix);
  }
  if (hasQuantity && complete['Quantity'] === undefined) {
    throw empty(`${path}${labelOf('Quantity')}`, withHint('Fill it in.', hint));
  }
  return complete;
}

function empty(field: string, fix: string): InputError {
  return new InputError({ field, problem: 'this is empty', fix });
}
