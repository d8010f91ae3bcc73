import type { PollResult } from '@invoice-relay/core/source';

import type { ListedDrupalInvoice } from '../model/index.ts';
import { openRows } from './buckets.ts';
import type { Rows } from './buckets.ts';
import { clockMoved } from './clock-moved.ts';
import type { PollCursor } from './cursor.ts';
import { readDocuments } from './document.ts';
import type { KnownDocument } from './document.ts';
import { isSameRow, knownRow } from './row.ts';
import type { KnownRow } from './row.ts';
import { stepResult } from './step-result.ts';
import type { StepOptions } from './step-result.ts';

/** Reads one page of the list, and finds what in it differs from what is remembered. */
export async function listStep(step: StepOptions): Promise<PollResult> {
  const { cursor, context } = step;
  const page = await readPage(step);
  const { after } = cursor.listing;
  const upTo = page.isLast ? Number.POSITIVE_INFINITY : page.lastId;
  const rows = await openRows({
    memory: context.memory,
    ranges: cursor.ranges,
    ids: page.rows.map(({ id }) => id),
    between: { after, upTo },
  });
  const listing = {
    ...cursor.listing,
    page: cursor.listing.page + 1,
    after: page.lastId,
    seen: cursor.listing.seen + page.rows.length,
    clockMoved:
      cursor.listing.page === 0 ? isClockMoved(page.rows, rows) : cursor.listing.clockMoved,
  };
  const found = comparePage({ step, page: page.rows, rows, upTo, isMoved: listing.clockMoved });
  const { documents, next, added } = await queue({ step, found });
  return stepResult({
    step,
    rows,
    documents,
    cursor: {
      ...cursor,
      listing,
      next,
      waiting: cursor.waiting + added,
      ...(page.isLast && afterList({ step, listing, waiting: cursor.waiting + added })),
    },
  });
}

/** The list was read to its end: next comes what is waiting. */
function afterList(options: {
  readonly step: StepOptions;
  readonly listing: PollCursor['listing'];
  readonly waiting: number;
}): Partial<PollCursor> {
  const { step, listing, waiting } = options;
  return {
    phase: waiting > 0 ? 'tell' : 'rest',
    known: listing.seen,
    firstFrom: null,
    hidden: listing.page > 1 ? hiddenUpTo(step, listing.after) : 0,
    templates: step.context.settings.templates ?? null,
  };
}

/**
 * Up to which id this list, read in several pages, may have passed over invoices that are not to be
 * reported as new: those of the first contact, or of a template that was not watched before.
 */
function hiddenUpTo({ cursor, context }: StepOptions, lastId: number): number {
  const { firstFrom, templates } = cursor;
  const watched = context.settings.templates;
  const isWatchedAnew =
    templates !== null && (watched?.some((name) => !templates.includes(name)) ?? true);
  if (firstFrom === 'now' || isWatchedAnew) return lastId;
  if (firstFrom === null || firstFrom === 'beginning') return 0;
  return Math.min(Number(firstFrom) - 1, lastId);
}

interface Page {
  /** The watched ones, with ids above those of earlier pages, in order. */
  readonly rows: readonly ListedDrupalInvoice[];
  /** The highest id so far, including unwatched ones: otherwise the end could not be recognized. */
  readonly lastId: number;
  readonly isLast: boolean;
}

/** By bare number, so that new invoices come last and pages do not shift. */
async function readPage({ cursor, context, invoices }: StepOptions): Promise<Page> {
  const { settings, signal } = context;
  const { page, after } = cursor.listing;
  const templates = settings.templates ?? null;
  const all = await invoices.page({
    sort: 'ii.iid',
    order: 'asc',
    pageSize: settings.pageSize,
    page,
    // Only one template can be requested.
    ...(templates?.length === 1 && { template: templates[0] }),
    signal,
  });
  const fresh = all.filter(({ id }) => id > after).toSorted((a, b) => a.id - b.id);
  return {
    rows: fresh.filter(({ template }) => templates?.includes(template ?? '') ?? true),
    lastId: fresh.at(-1)?.id ?? after,
    // Past the end, the site returns its last page again.
    isLast: all.length < settings.pageSize || fresh.length === 0,
  };
}

function isClockMoved(page: readonly ListedDrupalInvoice[], rows: Rows): boolean {
  return clockMoved(
    page.flatMap((row) => {
      const known = rows.get(row.id);
      return known === undefined ? [] : [{ row, known }];
    }),
  );
}

/** An invoice to be read, and its previous row; null for a new one. */
interface Found {
  readonly id: number;
  readonly from: KnownRow | null;
}

/** Remembers the page, and returns what is to be read because of it. */
function comparePage(options: {
  readonly step: StepOptions;
  readonly page: readonly ListedDrupalInvoice[];
  readonly rows: Rows;
  readonly upTo: number;
  readonly isMoved: boolean;
}): readonly Found[] {
  const { step, page, rows, upTo, isMoved } = options;
  const { cursor, context } = step;
  const found: Found[] = [];
  for (const row of page) {
    const known = rows.get(row.id);
    const before = known && isMoved ? withClockOf(row, known) : known;
    if (before && isSameRow(row, before)) {
      if (before !== known) rows.set(row.id, before);
      continue;
    }
    const isForeign = isForbidden(row, step);
    rows.set(row.id, knownRow(row, { foreign: isForeign }));
    if (isForeign) continue;
    if (before) found.push({ id: row.id, from: before });
    else if (isReportedAsNew(row, cursor)) found.push({ id: row.id, from: null });
  }
  const there = new Set(page.map(({ id }) => id));
  for (const id of rows.ids()) {
    if (id <= cursor.listing.after || id > upTo || there.has(id)) continue;
    const known = rows.get(id);
    rows.delete(id);
    const template = known?.template ?? '';
    const isWatched = context.settings.templates?.includes(template) ?? true;
    // For a deleted invoice, the site responds with 404 even to users who could not have read it.
    const isForeign = known?.foreign === true || Object.hasOwn(cursor.forbidden, template);
    if (known && !isForeign && isWatched) found.push({ id, from: known });
  }
  return found.toSorted((a, b) => a.id - b.id);
}

/** Permissions may be granted later: retried after a while, and when a poll is requested. */
function isForbidden(row: ListedDrupalInvoice, { cursor, context, now }: StepOptions): boolean {
  const template = row.template ?? '';
  const until = Object.hasOwn(cursor.forbidden, template) ? cursor.forbidden[template] : undefined;
  return until !== undefined && until > now && !context.requested;
}

/** What is remembered, adjusted to the site's current clock. */
function withClockOf(row: ListedDrupalInvoice, known: KnownRow): KnownRow {
  return { ...known, created: row.created ?? '', changed: row.changed ?? '', number: row.number };
}

/**
 * At the first contact, only from the requested invoice on; and never for a template that was not
 * watched before, or an invoice that the last list may have passed over.
 */
function isReportedAsNew(row: ListedDrupalInvoice, cursor: PollCursor): boolean {
  const { firstFrom, templates, hidden } = cursor;
  if (row.id <= hidden || (templates !== null && !templates.includes(row.template ?? ''))) {
    return false;
  }
  if (firstFrom === null || firstFrom === 'beginning') return true;
  return firstFrom !== 'now' && row.id >= Number(firstFrom);
}

/** Queues what was found for reading; what is already queued keeps its row. */
async function queue(options: {
  readonly step: StepOptions;
  readonly found: readonly Found[];
}): Promise<{
  readonly documents: readonly KnownDocument[];
  readonly next: number;
  /** How many were not queued before. */
  readonly added: number;
}> {
  const { step, found } = options;
  const { memory } = step.context;
  const known = await readDocuments(
    memory,
    found.map(({ id }) => id),
  );
  let { next } = step.cursor;
  const documents = found.map(({ id, from }): KnownDocument => {
    const had = known.get(id);
    const dueAt = next;
    next += 1;
    return {
      id,
      revision: had?.revision ?? 0,
      whole: had?.whole ?? null,
      pending: had?.pending ?? { from, failures: 0, triedAt: null },
      dueAt,
    };
  });
  const added = found.filter(({ id }) => (known.get(id)?.pending ?? null) === null).length;
  return { documents, next, added };
}
