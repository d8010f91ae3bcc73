import type { VendorError } from '@invoice-relay/core/errors';
import type {
  Activity,
  PollContext,
  RememberedDocument,
  SourceOptions,
} from '@invoice-relay/core/source';

import type { Lookup, LookupOptions } from '../client/index.ts';
import type { DrupalInvoiceCredentials, DrupalInvoiceSettings } from '../credentials.ts';
import type { Cursor } from './cursor.ts';
import type { Doubt } from './doubts.ts';
import { readRemembered, writeRemembered } from './remembered.ts';
import type { Remembered } from './remembered.ts';
import { nextCheck } from './schedule.ts';

export type WalkContext = PollContext<DrupalInvoiceCredentials, DrupalInvoiceSettings>;

/** One step of a poll, while it is made. Nothing of it lasts but what its result holds. */
export interface Step {
  readonly world: SourceOptions;
  readonly context: WalkContext;
  readonly lookup: (options: LookupOptions) => Promise<Lookup>;
  /** The same, with one attempt where only the id in question fails. */
  readonly lookupOnce: (options: LookupOptions) => Promise<Lookup>;
  /** The step's own copy, which becomes the result's. */
  readonly cursor: Cursor;
  readonly activities: Activity[];
  /** What is remembered of each id that the step asked the memory for, as of now. */
  readonly known: Map<number, Remembered | null>;
  /** What the step itself learned of an id; null for what is to be forgotten. */
  readonly learned: Map<number, RememberedDocument | null>;
  /** What was looked for in vain since the site last gave an invoice. */
  readonly doubts: Doubt[];
  /** The invoices that are due, as far as the step asked for them. */
  due: number[] | null;
  /** The last "forbidden" that was taken for "there is none". */
  forbidden: VendorError | null;
  requests: number;
  /** How many ids of the walk needed no request. */
  skipped: number;
}

/** Asks the memory for many ids at once: each then costs nothing. */
export async function recallAll(step: Step, ids: readonly number[]): Promise<void> {
  const missing = ids.filter((id) => !step.known.has(id));
  if (missing.length === 0) return;
  for (const id of missing) step.known.set(id, null);
  for (const document of await step.context.memory.get(missing.map(String))) keep(step, document);
}

/** What is remembered of an id, with what this step learned of it. */
export async function recall(step: Step, id: number): Promise<Remembered | null> {
  await recallAll(step, [id]);
  return step.known.get(id) ?? null;
}

/** Takes over what the memory gave of an id of which the step itself learned nothing. */
export function keep(step: Step, document: RememberedDocument): void {
  step.known.set(Number(document.key), readRemembered(document));
}

export function remember(step: Step, id: number, remembered: Remembered): void {
  const now = step.world.now();
  const dueAt = nextCheck({ id, remembered, now });
  step.known.set(id, remembered);
  // What a front's start asks for as due must not come again before the next one.
  step.learned.set(
    id,
    writeRemembered({ id, remembered, dueAt: Math.max(dueAt, step.cursor.frontStartedAt) }),
  );
  step.cursor.requestedCount += 1;
}

export function forget(step: Step, id: number): void {
  step.known.set(id, null);
  step.learned.set(id, null);
}
