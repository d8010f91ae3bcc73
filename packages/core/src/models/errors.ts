import { InvoiceRelayError } from '../errors/index.ts';

export type AmountErrorCode = 'amount_malformed' | 'amount_too_long' | 'base_quantity_not_positive';

/** A number that cannot be read as decimal text, or that cannot be computed with. */
export class AmountError extends InvoiceRelayError {
  readonly code: AmountErrorCode;

  constructor(code: AmountErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
