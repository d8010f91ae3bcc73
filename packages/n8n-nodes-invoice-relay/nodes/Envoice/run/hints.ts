import type { Hints } from '@invoice-relay/envoice/forms';

/** Hints on where values come from in n8n. */
export const hints = {
  date: 'Or pick it, or take an expression such as {{ $now.plus(14, "days") }}.',
  empty: 'When it is an expression, look at what it gives for this item.',
} satisfies Hints;
