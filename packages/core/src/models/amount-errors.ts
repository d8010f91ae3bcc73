import { AmountError } from '../errors/index.ts';

const MAX_SHOWN = 40;

/**
 * The error for a value that is not decimal text. Only shows its beginning: it may be anything.
 *
 * @param advice what to write instead, as a sentence
 */
export function amountMalformed(options: {
  readonly value: unknown;
  readonly advice: string;
}): AmountError {
  const shown = JSON.stringify(String(options.value).slice(0, MAX_SHOWN));
  const kind = typeof options.value === 'string' ? '' : ` (${typeof options.value})`;
  return new AmountError(
    'amount_malformed',
    `${shown}${kind} is not a decimal number as text. ${options.advice}`,
  );
}

/** The error for a number with more characters than decimal text may have. */
export function amountTooLong(text: string): AmountError {
  return new AmountError(
    'amount_too_long',
    `The number ${text.slice(0, MAX_SHOWN)}… is longer in plain notation than decimal text may be. Check ` +
      'the numbers it came from: no invoice needs that many digits.',
  );
}
