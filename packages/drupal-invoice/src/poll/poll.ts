import type { JsonObject } from '@invoice-relay/core/models';
import type { PollContext, PollResult } from '@invoice-relay/core/source';

import type { DrupalInvoiceClient } from '../client/index.ts';
import type { DrupalInvoiceCredentials, DrupalInvoiceSettings } from '../credentials.ts';
import { beginList } from './begin-list.ts';
import { firstCursor, readCursor } from './cursor.ts';
import type { PollCursor } from './cursor.ts';
import { listStep } from './list-step.ts';
import { reportStep } from './report-step.ts';

/**
 * One step of a poll: a page of the list, or some invoices that differ from what is remembered.
 *
 * @param options.now epoch milliseconds
 */
export async function poll(options: {
  readonly cursor: JsonObject | null;
  readonly context: PollContext<DrupalInvoiceCredentials, DrupalInvoiceSettings>;
  readonly invoices: DrupalInvoiceClient['invoices'];
  readonly now: number;
}): Promise<PollResult> {
  const known = openCursor(options);
  const cursor = known.phase === 'rest' ? beginList(known, options) : known;
  const step = { ...options, cursor };
  return cursor.phase === 'list' ? listStep(step) : reportStep(step);
}

/**
 * The cursor of the last step. If another release wrote it, existing invoices are not reported
 * again.
 */
function openCursor(options: {
  readonly cursor: JsonObject | null;
  readonly context: PollContext<DrupalInvoiceCredentials, DrupalInvoiceSettings>;
}): PollCursor {
  const { cursor, context } = options;
  const templates = context.settings.templates ?? null;
  if (cursor === null) return firstCursor({ startFrom: context.startFrom, templates });
  return readCursor(cursor) ?? firstCursor({ startFrom: 'now', templates });
}
