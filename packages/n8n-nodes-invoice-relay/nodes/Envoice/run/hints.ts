import type { Hints } from '@invoice-relay/envoice/forms';

/** Hints on where values come from in n8n. */
export const hints = {
  date: 'Or pick a date, or use an expression such as {{ $now.plus(14, "days") }}.',
  empty: 'If it is an expression, check its result for this item.',
} satisfies Hints;
