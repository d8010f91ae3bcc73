import * as v from 'valibot';

import { currencySchema } from './currency.ts';
import { dateSchema } from './date.ts';
import { decimalSchema } from './decimal.ts';
import type { Immutable } from './immutable.ts';

/** A payment that was made (UBL `cac:PrepaidPayment`). */
export const paymentSchema = v.object({
  id: v.nullable(v.string()),
  paidAmount: decimalSchema,
  /** Null if the source does not say; then it is the invoice's. */
  currency: v.nullable(currencySchema),
  paidDate: v.nullable(dateSchema),
  /** BT-82: the means of payment, in lower case (`bank`, `cash`, `stripe`). */
  paymentMeans: v.nullable(v.string()),
  /** The reference of the bank or gateway. */
  instructionId: v.nullable(v.string()),
  note: v.nullable(v.string()),
});
export type Payment = Immutable<v.InferOutput<typeof paymentSchema>>;
