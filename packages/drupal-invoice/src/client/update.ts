import { withRetries } from '@invoice-relay/core/http';
import type { ClientRuntime } from '@invoice-relay/core/source';

import { mergeInvoice, whyNotWhole, writeDrupalInvoice } from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import type { Sender } from './http/send.ts';
import type { UpdateInput } from './options.ts';
import type { ReadInvoice } from './reading/read-invoice.ts';

/** So often an invoice that others keep changing is merged anew. */
const mostMerges = 5;

/**
 * Reads, merges and replaces an invoice whole.
 *
 * @param options.read the invoice as it is now
 */
export async function updateInvoice(options: {
  readonly runtime: ClientRuntime;
  readonly sender: Sender;
  readonly url: string;
  readonly input: Omit<UpdateInput, 'id'>;
  readonly read: () => Promise<ReadInvoice>;
  readonly signal: AbortSignal | undefined;
  readonly maxAttempts: number;
}): Promise<DrupalInvoice | null> {
  const { runtime, sender, url, input, read, signal, maxAttempts } = options;
  const errors = sender.errorsOf({ call: 'invoices.update', url, method: 'PUT' });
  // What cannot be sent is known before anything is asked.
  writeDrupalInvoice(input.changes);
  // A second attempt reads and merges anew, so it overwrites nothing.
  await withRetries({
    runtime,
    signal,
    maxAttempts,
    attempt: async () => {
      // The login takes a while, so it comes before the reading.
      await sender.session.get(signal);
      const invoice = await readSettled({ ...options, errors });
      const body = writeDrupalInvoice(mergeInvoice({ invoice, changes: input.changes }));
      await sender.write({
        call: 'invoices.update',
        method: 'PUT',
        url,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body,
        signal,
        // 204, empty.
        read: () => undefined,
      });
    },
  });
  try {
    return (await read()).invoice;
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}

/** Two readings in a row that are the same: nobody is at it at the moment. */
async function readSettled(
  options: Parameters<typeof updateInvoice>[0] & {
    readonly errors: ReturnType<Sender['errorsOf']>;
  },
): Promise<DrupalInvoice> {
  const { read, errors, input } = options;
  let before = await read();
  for (let count = 0; count < mostMerges; count += 1) {
    const { invoice } = before;
    if (input.ifChangedIs !== undefined && invoice.changed !== input.ifChangedIs) {
      throw errors.make(
        'invoice_changed',
        `invoice ${invoice.id} was changed at ${invoice.changed ?? 'a time that it does not tell'} by ` +
          'somebody else, and nothing was written. Read it again, and update what it is now.',
      );
    }
    const member = whyNotWhole(invoice);
    if (member !== null) {
      throw errors.make(
        'invoice_unreadable',
        `${member} of invoice ${invoice.id} is missing or cannot be read. As the module replaces ` +
          'invoices whole, it would be lost, so nothing was written. Fix it in Drupal.',
      );
    }
    const now = await read();
    if (now.source === before.source) return invoice;
    before = now;
  }
  throw errors.make(
    'invoice_changed',
    'the invoice was changed again and again by somebody else, so nothing was written. Try again later.',
  );
}
