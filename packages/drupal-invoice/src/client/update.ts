import { VendorError } from '@invoice-relay/core/errors';
import { withRetries } from '@invoice-relay/core/http';
import type { ClientRuntime } from '@invoice-relay/core/source';

import { mergeInvoice, whyNotWhole, writeDrupalInvoice } from '../model/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import type { Sender } from './http/send.ts';
import type { UpdateInput } from './options.ts';
import type { ReadInvoice } from './reading/read-invoice.ts';

/** How often an invoice that others keep changing is merged again. */
const maxMerges = 5;

/**
 * Reads, merges and replaces a whole invoice.
 *
 * @param options.read reads the current invoice
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
  // Reject unsendable changes before any request is made.
  writeDrupalInvoice(input.changes);
  /** The failure of an earlier write, which may have been saved nevertheless. */
  let lost: VendorError | null = null;
  // Another attempt reads and merges again, so it overwrites nothing.
  await withRetries({
    runtime,
    signal,
    maxAttempts,
    attempt: async () => {
      let body: string;
      try {
        // The login takes a while, so it comes before the read.
        await sender.session.get(signal);
        const invoice = await readSettled({ ...options, errors, isRepeated: lost !== null });
        body = writeDrupalInvoice(mergeInvoice({ invoice, changes: input.changes }));
      } catch (error) {
        // If the site has been down since, the write is what people need to know about.
        throw lost !== null && error instanceof VendorError && error.temporary ? lost : error;
      }
      try {
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
      } catch (error) {
        if (error instanceof VendorError) lost = error;
        throw error;
      }
    },
  });
  try {
    return (await read()).invoice;
  } catch {
    signal?.throwIfAborted();
    return null;
  }
}

/** Reads until two consecutive reads are the same: nobody is changing the invoice at the moment. */
async function readSettled(
  options: Parameters<typeof updateInvoice>[0] & {
    readonly errors: ReturnType<Sender['errorsOf']>;
    /** Whether an earlier attempt may have been saved, although it failed. */
    readonly isRepeated: boolean;
  },
): Promise<DrupalInvoice> {
  const { read, errors, input, isRepeated } = options;
  let before = await read();
  for (let count = 0; count < maxMerges; count += 1) {
    const { invoice } = before;
    if (input.ifChangedIs !== undefined && invoice.changed !== input.ifChangedIs) {
      throw errors.make(
        'invoice_changed',
        `invoice ${invoice.id} was changed at ${invoice.changed ?? 'an unknown time'} by ` +
          (isRepeated
            ? 'this update, whose response was lost, or by somebody else. Read it again, and compare.'
            : 'somebody else, and nothing was written. Read it again, and update its current state.'),
      );
    }
    const member = whyNotWhole(invoice);
    if (member !== null) {
      throw errors.make(
        'invoice_unreadable',
        `${member} of invoice ${invoice.id} is missing or cannot be read. As the module replaces ` +
          'whole invoices, it would be lost, so nothing was written. Fix it in Drupal.',
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
