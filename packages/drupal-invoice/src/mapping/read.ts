import { VendorError } from '@invoice-relay/core/errors';
import { parseDecimal } from '@invoice-relay/core/models';
import type { Decimal } from '@invoice-relay/core/models';

/** Text that says something, without the blanks around it; `null` for none. */
export function readText(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

/**
 * A number of the site as the one shortest decimal text.
 *
 * @param options.member as the message of an error names it: `items[0].unitcost`
 * @throws {VendorError} `vendor_answer_invalid` for what is no number
 */
export function readDecimal(options: { readonly value: string; readonly member: string }): Decimal {
  const { value, member } = options;
  try {
    return parseDecimal(value.trim());
  } catch (cause) {
    throw notReadable({ what: `no number in ${member}`, cause });
  }
}

/** The error of an invoice that says something we cannot compute with. */
export function notReadable(options: {
  readonly what: string;
  readonly cause: unknown;
}): VendorError {
  return new VendorError(
    'vendor_answer_invalid',
    `The site answered with an invoice that has ${options.what}. Look at the invoice in Drupal: ` +
      'its quantities, prices and percentages are digits with a dot, such as 50.75, and no ' +
      'thousands separator.',
    { cause: options.cause },
  );
}
