import type { Activity, PollResult } from '@invoice-relay/core/source';

import { DrupalInvoiceError } from '../client/index.ts';
import type { DrupalInvoiceReason, Lookup } from '../client/index.ts';
import type { DrupalInvoice } from '../model/index.ts';
import { activityId, writeRecord } from '../record/index.ts';
import { beginList, isListStale } from './begin-list.ts';
import { openRows } from './buckets.ts';
import type { Rows } from './buckets.ts';
import { changesOf, deleted, made } from './changes.ts';
import type { Happening } from './changes.ts';
import { failingOf, maxNamed } from './cursor.ts';
import type { PollCursor } from './cursor.ts';
import { readDocument } from './document.ts';
import type { KnownDocument, Pending } from './document.ts';
import { longHash } from './hash.ts';
import { knownRow } from './row.ts';
import type { KnownRow } from './row.ts';
import { isSecondOver } from './second-over.ts';
import { stepResult } from './step-result.ts';
import type { StepOptions } from './step-result.ts';
import { wholeHashes } from './whole-hashes.ts';

/** How many invoices one step reads: the most that a crash repeats. */
const maxPerStep = 20;
/** How long it is assumed that the user may not read a template. Milliseconds. */
const forbiddenMs = 3_600_000;
/** Before an unreadable invoice is tried again; doubled with each failure. Milliseconds. */
const firstRetryMs = 60_000;
const longestRetryMs = 6 * 3_600_000;

/**
 * This many failures in a row mean that the site is in trouble: the poll ends, and continues next
 * time.
 */
const maxFailures = 5;

const ofOneInvoice: ReadonlySet<DrupalInvoiceReason> = new Set([
  'answer_unreadable',
  'another_invoice',
  'list_for_invoice',
]);

/** Whether the failure concerns one invoice rather than the site: the others are still read. */
function isOfOneInvoice(error: unknown): error is DrupalInvoiceError {
  if (!(error instanceof DrupalInvoiceError)) return false;
  return ofOneInvoice.has(error.reason) || (error.reason === 'site_failed' && error.status === 500);
}

/** Reads some of the queued invoices, and reports what happened to them. */
export async function reportStep(step: StepOptions): Promise<PollResult> {
  const { cursor, context } = step;
  const documents = await readWaiting(step);
  const ids = documents.map(({ id }) => id);
  const rows = await openRows({ memory: context.memory, ranges: cursor.ranges, ids });
  if (documents.length === 0) {
    const rest: PollCursor = { ...cursor, phase: 'rest' };
    const next = isListStale(cursor, step) ? beginList(rest, step, { isAgain: true }) : rest;
    return stepResult({ step, rows, documents: [], cursor: next });
  }
  const reporter = createReporter(step, rows);
  for (const document of documents) {
    if (reporter.failures() >= maxFailures) break;
    await reporter.report(document);
  }
  return stepResult({ step, rows, ...reporter.result() });
}

/** The due invoices, except those already tried since the list was started. */
async function readWaiting({ cursor, context }: StepOptions): Promise<readonly KnownDocument[]> {
  const { before, tried, listing } = cursor;
  const due = await context.memory.due({ before, limit: maxPerStep + tried });
  return due
    .map(readDocument)
    .filter(({ pending }) => (pending?.triedAt ?? -1) < listing.startedAt)
    .slice(0, maxPerStep);
}

function createReporter(step: StepOptions, rows: Rows) {
  const { cursor, context, invoices, now } = step;
  const { settings, signal } = context;
  const activities: Activity[] = [];
  const documents: KnownDocument[] = [];
  const forbidden = { ...cursor.forbidden };
  const unreadable = { ...cursor.unreadable };
  let failing = failingOf(cursor);
  let finished = 0;
  let inARow = 0;
  let tried = 0;

  const record = (options: {
    readonly document: KnownDocument;
    readonly happening: Happening;
    readonly number: string | null;
    readonly source: string | null;
  }): KnownDocument => {
    const { document, happening, number, source } = options;
    const { id } = document;
    const revision = document.revision + 1;
    const observedAt = new Date(now).toISOString();
    const raw = writeRecord({
      ...happening,
      id: String(id),
      revision,
      observedAt,
      number,
      currency: settings.currency ?? null,
      timeZone: settings.timeZone,
      source,
    });
    const digest = longHash(JSON.stringify([happening, source]));
    activities.push({
      id: activityId({ id: String(id), revision, digest }),
      raw,
      seenAt: observedAt,
    });
    return { ...document, revision };
  };

  const finish = (document: KnownDocument): void => {
    documents.push({ ...document, pending: null, dueAt: null });
    delete unreadable[String(document.id)];
    if (hasFailed(document)) failing = Math.max(0, failing - 1);
    finished += 1;
    inARow = 0;
  };

  const gone = (document: KnownDocument, from: KnownRow | null): KnownDocument => {
    const number = from?.number ?? null;
    // An invoice that came and went between two polls was never reported.
    const reported =
      from === null || from.foreign
        ? document
        : record({ document, happening: deleted, number, source: null });
    return { ...reported, whole: null };
  };

  const found = (document: KnownDocument, pending: Pending, read: Found): void => {
    const { invoice, source } = read;
    const listed = rows.get(document.id);
    const isListed = listed !== undefined && listed.created === (invoice.created ?? '');
    const number = isListed ? listed.number : invoice.number;
    const { from } = pending;
    const isWatched = settings.templates?.includes(invoice.template ?? '') ?? true;
    const row = knownRow(invoice, { number });
    const { changed } = invoice;
    const isFinal =
      from?.changed === changed || isSecondOver({ changed, answeredAt: read.answeredAt ?? now });
    // Without a change time, it differs at the next poll, and is read once more.
    if (isWatched) rows.set(document.id, isFinal ? row : { ...row, changed: '' });
    else rows.delete(document.id);
    delete forbidden[invoice.template ?? ''];
    if (!isWatched) return finish({ ...document, whole: null });

    const isSame = from !== null && from.created === (invoice.created ?? '');
    const known = isSame ? document : gone(document, from);
    const happening = isSame ? changesOf({ from, known, invoice }) : made;
    const reported =
      happening === null ? known : record({ document: known, happening, number, source });
    finish({ ...reported, whole: wholeHashes(invoice) });
  };

  const failed = (document: KnownDocument, pending: Pending, error: DrupalInvoiceError): void => {
    const failures = pending.failures + 1;
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(pending.failures, 20));
    const still = { ...pending, failures, triedAt: now };
    documents.push({ ...document, pending: still, dueAt: now + wait });
    if (!hasFailed(document)) failing += 1;
    const name = String(document.id);
    if (Object.hasOwn(unreadable, name) || Object.keys(unreadable).length < maxNamed) {
      unreadable[name] = error.message;
    }
    inARow += 1;
    tried += 1;
  };

  return {
    failures: () => inARow,
    report: async (document: KnownDocument): Promise<void> => {
      const { id, pending } = document;
      if (pending === null) return finish(document);
      let read: Lookup;
      try {
        read = await invoices.lookup({ id }, { signal });
      } catch (error) {
        if (!isOfOneInvoice(error)) throw error;
        return failed(document, pending, error);
      }
      const row = rows.get(id);
      switch (read.state) {
        case 'absent':
          rows.delete(id);
          return finish(gone(document, pending.from));
        case 'forbidden': {
          const template = row?.template ?? pending.from?.template ?? '';
          if (template !== '') forbidden[template] = now + forbiddenMs;
          const seen = row ?? pending.from;
          if (seen) rows.set(id, { ...seen, foreign: true });
          return finish({ ...document, whole: null });
        }
        case 'found':
          return found(document, pending, read);
      }
    },
    result: () => ({
      activities,
      documents,
      cursor: {
        ...cursor,
        phase: inARow >= maxFailures ? ('rest' as const) : cursor.phase,
        forbidden,
        unreadable,
        failing,
        waiting: Math.max(0, cursor.waiting - finished),
        done: cursor.done + documents.length,
        tried: cursor.tried + tried,
      },
    }),
  };
}

function hasFailed({ pending }: KnownDocument): boolean {
  return pending !== null && pending.failures > 0;
}

interface Found {
  readonly invoice: DrupalInvoice;
  readonly source: string;
  readonly answeredAt: number | null;
}
