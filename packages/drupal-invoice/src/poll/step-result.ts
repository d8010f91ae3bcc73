import type { Activity, PollContext, PollResult } from '@invoice-relay/core/source';

import type { DrupalInvoiceClient } from '../client/index.ts';
import type { DrupalInvoiceCredentials, DrupalInvoiceSettings } from '../credentials.ts';
import type { Rows } from './buckets.ts';
import { writeCursor } from './cursor.ts';
import type { PollCursor } from './cursor.ts';
import { writeDocument } from './document.ts';
import type { KnownDocument } from './document.ts';
import { noticeOf } from './notice.ts';

/** The state and dependencies of a step. */
export interface StepOptions {
  readonly cursor: PollCursor;
  readonly context: PollContext<DrupalInvoiceCredentials, DrupalInvoiceSettings>;
  readonly invoices: DrupalInvoiceClient['invoices'];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The result of a step, as the host stores it. */
export function stepResult(options: {
  readonly step: StepOptions;
  readonly cursor: PollCursor;
  readonly rows: Rows;
  readonly documents: readonly KnownDocument[];
  readonly activities?: readonly Activity[];
}): PollResult {
  const { step, rows, documents, activities = [] } = options;
  const { remember, forget, ranges } = rows.changes();
  const cursor: PollCursor = { ...options.cursor, ranges: ranges.map((range) => [...range]) };
  const notice = noticeOf({ cursor, user: step.context.credentials.auth.username });
  return {
    activities,
    cursor: writeCursor(cursor),
    more: cursor.phase !== 'rest',
    remember: [...remember, ...documents.map(writeDocument)],
    forget: [...forget],
    unreadable: Object.entries(cursor.unreadable).map(([document, reason]) => ({
      document,
      reason,
    })),
    ...progressOf(cursor),
    ...(notice !== null && { notice }),
  };
}

/** Only for phases that take more than a moment. */
function progressOf(cursor: PollCursor): Pick<PollResult, 'progress'> {
  const { phase, listing, known, firstFrom, waiting, done } = cursor;
  if (phase === 'list') {
    const total = firstFrom === null ? Math.max(known, listing.seen) : null;
    return { progress: { done: listing.seen, total } };
  }
  return phase === 'tell' ? { progress: { done, total: done + waiting } } : {};
}
