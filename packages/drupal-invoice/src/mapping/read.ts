import { VendorError } from '@invoice-relay/core/errors';
import { parseDecimal } from '@invoice-relay/core/models';
import type { Decimal } from '@invoice-relay/core/models';

/** Trimmed text; `null` if it is blank. */
export function readText(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

/**
 * Reads a number of the site as canonical decimal text, the shortest form.
 *
 * @param options.member as named in the error message: `items[0].unitcost`
 * @throws {VendorError} `vendor_answer_invalid` if it is not a number
 */
export function readDecimal(options: { readonly value: string; readonly member: string }): Decimal {
  const { value, member } = options;
  try {
    return parseDecimal(value.trim());
  } catch (cause) {
    throw notReadable({ what: `no number in ${member}`, cause });
  }
}

/** The error for an invoice with a value that cannot be computed with. */
export function notReadable(options: {
  readonly what: string;
  readonly cause: unknown;
}): VendorError {
  return new VendorError(
    'vendor_answer_invalid',
    `The site returned an invoice that has ${options.what}. Check the invoice in Drupal: its quantities, ` +
      'prices and percentages must be digits with a decimal point, such as 50.75, without ' +
      'a thousands separator.',
    { cause: options.cause },
  );
}
