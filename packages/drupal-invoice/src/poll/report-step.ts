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
  const reporter = new Reporter(step, rows);
  for (const document of documents) {
    if (reporter.failuresInARow >= maxFailures) break;
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

/** Reads queued invoices one after another, and gathers what the step returns. */
class Reporter {
  readonly #step: StepOptions;
  readonly #rows: Rows;
  readonly #activities: Activity[] = [];
  readonly #documents: KnownDocument[] = [];
  readonly #forbidden: Record<string, number>;
  readonly #unreadable: Record<string, string>;
  #failing: number;
  #finished = 0;
  #tried = 0;
  #failuresInARow = 0;

  constructor(step: StepOptions, rows: Rows) {
    this.#step = step;
    this.#rows = rows;
    this.#forbidden = { ...step.cursor.forbidden };
    this.#unreadable = { ...step.cursor.unreadable };
    this.#failing = failingOf(step.cursor);
  }

  get failuresInARow(): number {
    return this.#failuresInARow;
  }

  async report(document: KnownDocument): Promise<void> {
    const { context, invoices, now } = this.#step;
    const { id, pending } = document;
    if (pending === null) return this.#finish(document);
    let read: Lookup;
    try {
      read = await invoices.lookup({ id }, { signal: context.signal });
    } catch (error) {
      if (!isOfOneInvoice(error)) throw error;
      return this.#failed(document, pending, error);
    }
    const row = this.#rows.get(id);
    switch (read.state) {
      case 'absent':
        this.#rows.delete(id);
        return this.#finish(this.#gone(document, pending.from));
      case 'forbidden': {
        const template = row?.template ?? pending.from?.template ?? '';
        if (template !== '') this.#forbidden[template] = now + forbiddenMs;
        const seen = row ?? pending.from;
        if (seen) this.#rows.set(id, { ...seen, foreign: true });
        return this.#finish({ ...document, whole: null });
      }
      case 'found':
        return this.#found(document, pending, read);
    }
  }

  result(): {
    readonly activities: readonly Activity[];
    readonly documents: readonly KnownDocument[];
    readonly cursor: PollCursor;
  } {
    const { cursor } = this.#step;
    return {
      activities: this.#activities,
      documents: this.#documents,
      cursor: {
        ...cursor,
        phase: this.#failuresInARow >= maxFailures ? 'rest' : cursor.phase,
        forbidden: this.#forbidden,
        unreadable: this.#unreadable,
        failing: this.#failing,
        waiting: Math.max(0, cursor.waiting - this.#finished),
        done: cursor.done + this.#documents.length,
        tried: cursor.tried + this.#tried,
      },
    };
  }

  #found(document: KnownDocument, pending: Pending, read: Found): void {
    const { context, now } = this.#step;
    const { invoice, source } = read;
    const rows = this.#rows;
    const listed = rows.get(document.id);
    const isListed = listed !== undefined && listed.created === (invoice.created ?? '');
    const number = isListed ? listed.number : invoice.number;
    const { from } = pending;
    const isWatched = context.settings.templates?.includes(invoice.template ?? '') ?? true;
    const row = knownRow(invoice, { number });
    const { changed } = invoice;
    const isFinal =
      from?.changed === changed || isSecondOver({ changed, answeredAt: read.answeredAt ?? now });
    // Without a change time, it differs at the next poll, and is read once more.
    if (isWatched) rows.set(document.id, isFinal ? row : { ...row, changed: '' });
    else rows.delete(document.id);
    delete this.#forbidden[invoice.template ?? ''];
    if (!isWatched) return this.#finish({ ...document, whole: null });

    const isSame = from !== null && from.created === (invoice.created ?? '');
    const known = isSame ? document : this.#gone(document, from);
    const happening = isSame ? changesOf({ from, known, invoice }) : made;
    const reported =
      happening === null ? known : this.#record({ document: known, happening, number, source });
    this.#finish({ ...reported, whole: wholeHashes(invoice) });
  }

  #gone(document: KnownDocument, from: KnownRow | null): KnownDocument {
    const number = from?.number ?? null;
    // An invoice that came and went between two polls was never reported.
    const reported =
      from === null || from.foreign
        ? document
        : this.#record({ document, happening: deleted, number, source: null });
    return { ...reported, whole: null };
  }

  /** Adds an activity. */
  #record(options: {
    readonly document: KnownDocument;
    readonly happening: Happening;
    readonly number: string | null;
    readonly source: string | null;
  }): KnownDocument {
    const { document, happening, number, source } = options;
    const { context, now } = this.#step;
    const { settings } = context;
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
    this.#activities.push({
      id: activityId({ id: String(id), revision, digest }),
      raw,
      seenAt: observedAt,
    });
    return { ...document, revision };
  }

  #finish(document: KnownDocument): void {
    this.#documents.push({ ...document, pending: null, dueAt: null });
    delete this.#unreadable[String(document.id)];
    if (hasFailed(document)) this.#failing = Math.max(0, this.#failing - 1);
    this.#finished += 1;
    this.#failuresInARow = 0;
  }

  #failed(document: KnownDocument, pending: Pending, error: DrupalInvoiceError): void {
    const { now } = this.#step;
    const failures = pending.failures + 1;
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(pending.failures, 20));
    const still = { ...pending, failures, triedAt: now };
    this.#documents.push({ ...document, pending: still, dueAt: now + wait });
    if (!hasFailed(document)) this.#failing += 1;
    const name = String(document.id);
    const unreadable = this.#unreadable;
    if (Object.hasOwn(unreadable, name) || Object.keys(unreadable).length < maxNamed) {
      unreadable[name] = error.message;
    }
    this.#failuresInARow += 1;
    this.#tried += 1;
  }
}

function hasFailed({ pending }: KnownDocument): boolean {
  return pending !== null && pending.failures > 0;
}

interface Found {
  readonly invoice: DrupalInvoice;
  readonly source: string;
  readonly answeredAt: number | null;
}
