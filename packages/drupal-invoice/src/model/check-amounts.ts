import { decimalSchema } from '@invoice-relay/core/models';
import * as v from 'valibot';

import type { DrupalInvoice } from './invoice.ts';

/** An amount of an invoice that is not a number. */
export interface UnreadableAmount {
  /** For example `items[0].unitcost`. */
  readonly member: string;
  /** As the site wrote it; empty if there is nothing. */
  readonly text: string;
}

/** Returns the first amount of an invoice that cannot be read; null if all can. */
export function findUnreadableAmount({
  items,
}: Pick<DrupalInvoice, 'items'>): UnreadableAmount | null {
  for (const [index, { quantity, unitcost, vat }] of items.entries()) {
    for (const [name, text] of Object.entries({ quantity, unitcost, vat })) {
      if (text !== null && !v.is(decimalSchema, text)) {
        return { member: `items[${index}].${name}`, text };
      }
    }
  }
  return null;
}
