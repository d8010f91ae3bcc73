import { InputError } from '@invoice-relay/core/errors';

import { labelOf } from './labels.ts';
import type { Body } from './reading.ts';

interface Lines {
  /** Members that also provide lines. */
  readonly others: readonly string[];
  readonly fix: string;
}

/** Documents that make no sense without anything to charge for, by the resource of the form. */
const needed: Readonly<Record<string, Lines>> = {
  invoice: {
    others: ['ClonedFromId'],
    fix: 'Add at least one line item, or pick an invoice to clone.',
  },
  estimation: {
    others: ['ClonedFromId'],
    fix: 'Add at least one line item, or pick an estimate to clone.',
  },
  order: { others: ['ProductId'], fix: 'Add at least one line item, or pick the product.' },
  paymentLink: { others: [], fix: 'Add at least one line item: what is to be paid for.' },
};

/**
 * Refuses to create an empty document: Envoice accepts it, and sends an invoice over zero.
 *
 * @param options.resource of the form, such as `invoice`
 * @param options.body as returned by `readBody`
 * @throws {InputError}
 */
export function requireLines(options: { readonly resource: string; readonly body: Body }): void {
  const { resource, body } = options;
  const lines = needed[resource];
  if (lines === undefined || lines.others.some((member) => body[member] !== undefined)) return;
  const { Items } = body;
  if (Array.isArray(Items) && Items.length > 0) return;
  throw new InputError({
    field: labelOf('Items'),
    problem: 'there are none, so nothing would be charged',
    fix: `${lines.fix} If they come from a previous step, check what it returns.`,
  });
}
