import * as v from 'valibot';

import { VendorError } from '../errors/index.ts';
import { readRetryAfter } from '../http/index.ts';
import type { EventDocument, JsonObject, NormalizedEvent } from '../events/index.ts';
import { computeTotals } from '../models/index.ts';
import type {
  Activity,
  BackfillStep,
  ConnectionContext,
  PollResult,
  RememberedDocument,
  SourceOptions,
  SourceV1,
} from '../source/index.ts';

const credentialsSchema = v.strictObject({ token: v.string('token must be text') });
export type PollingCredentials = v.InferOutput<typeof credentialsSchema>;
type Context = ConnectionContext<PollingCredentials, unknown>;
export type PollingExample = Required<
  Omit<SourceV1<PollingCredentials, unknown>, 'webhook' | 'learn' | 'position' | 'setup' | 'check'>
> &
  Pick<SourceV1, 'position'>;

const invoiceSchema = v.object({
  id: v.number(),
  changedAt: v.number(),
  paid: v.boolean(),
  note: v.string(),
});
type Invoice = v.InferOutput<typeof invoiceSchema>;
const pageSchema = v.object({ invoices: v.array(invoiceSchema), more: v.boolean() });
const recordSchema = v.looseObject({ what: v.string(), number: v.number(), invoice: v.unknown() });

const cursorSchema = v.object({
  since: v.number(),
  after: v.number(),
  /** Until the first poll has seen everything that existed before. */
  first: v.boolean(),
});
const seenSchema = v.object({ times: v.number(), as: v.string(), paid: v.boolean() });

/** A conforming source without webhooks: what the suite's own tests break. */
export function createPollingExample(runtime: SourceOptions): PollingExample {
  return {
    specificationVersion: 'v1',
    name: 'polling-example',
    title: 'Polling Example',
    credentialsSchema,
    settingsSchema: v.strictObject({}),
    eventTypes: ['invoice.created', 'invoice.updated', 'invoice.paid', 'activity.unknown'],
    startFromSchema: v.pipe(v.string(), v.digits('an id is a whole number')),
    normalize,
    poll: (cursor, context) => poll(cursor, context, runtime),
    backfill: (options, context) => backfill(options, context, runtime),
    confirm,
    enrich,
  };
}

/** One page. */
async function poll(
  cursor: JsonObject | null,
  context: Parameters<PollingExample['poll']>[1],
  runtime: SourceOptions,
): Promise<PollResult> {
  const from = cursor ? v.parse(cursorSchema, cursor) : { since: 0, after: 0, first: true };
  const page = await askPage(from, context);
  const keys = page.invoices.map(({ id }) => String(id));
  const known = new Map((await context.memory.get(keys)).map((one) => [one.key, one.value]));
  const activities: Activity[] = [];
  const remember: RememberedDocument[] = [];
  for (const invoice of page.invoices) {
    const key = String(invoice.id);
    const before = known.has(key) ? v.parse(seenSchema, known.get(key)) : null;
    const as = JSON.stringify([invoice.paid, invoice.note]);
    // The last second is requested again, as more may have happened in it.
    if (before?.as === as) continue;
    const times = (before?.times ?? 0) + 1;
    remember.push({ key, value: { times, as, paid: invoice.paid }, dueAt: null });
    const isOld =
      from.first && context.startFrom !== 'beginning' && !(invoice.id >= Number(context.startFrom));
    if (isOld) continue;
    const what = !before ? 'new' : invoice.paid && !before.paid ? 'paid' : 'changed';
    activities.push(activityOf({ invoice, what, number: times, runtime }));
  }
  const last = page.invoices.at(-1);
  return {
    activities,
    remember,
    cursor: {
      since: last?.changedAt ?? from.since,
      after: page.more && last ? last.id : 0,
      first: from.first && page.more,
    },
    more: page.more,
  };
}

/** One step for each invoice. */
async function* backfill(
  { cursor }: { readonly cursor: JsonObject | null },
  context: Context,
  runtime: SourceOptions,
): AsyncGenerator<BackfillStep> {
  let id = v.parse(v.object({ id: v.number() }), cursor ?? { id: 0 }).id + 1;
  for (; ; id += 1) {
    const invoice = await askInvoice(String(id), context);
    if (!invoice) return;
    const activity = activityOf({ invoice, what: 'new', number: 1, runtime });
    yield { activities: [{ ...activity, position: id }], cursor: { id }, done: id, total: null };
  }
}

async function confirm(activities: readonly Activity[], context: Context) {
  const answers: boolean[] = [];
  for (const { id } of activities) {
    answers.push((await askInvoice(id.split('-')[0] ?? '', context)) !== null);
  }
  return answers;
}

async function enrich(
  { kind, id }: { readonly kind: string; readonly id: string },
  context: Context,
): Promise<EventDocument | null> {
  const invoice = kind === 'invoice' ? await askInvoice(id, context) : null;
  return invoice && documentOf(invoice);
}

async function askPage(from: { readonly since: number; readonly after: number }, context: Context) {
  const path = `/invoices?changedSince=${from.since}&after=${from.after}`;
  const answer = await ask(path, context);
  return readAs(pageSchema, answer);
}

async function askInvoice(id: string, context: Context): Promise<Invoice | null> {
  const answer = await ask(`/invoices/${encodeURIComponent(id)}`, context);
  return answer === null ? null : readAs(invoiceSchema, answer);
}

/** The text of a response; null for 404. */
async function ask(path: string, context: Context): Promise<string | null> {
  const { transport, credentials, signal } = context;
  const request = {
    method: 'GET',
    url: `https://ledger.example${path}`,
    headers: { authorization: `Bearer ${credentials.token}` },
    signal,
  };
  const response = await transport(request).catch((thrown: unknown) => {
    signal.throwIfAborted();
    if (thrown instanceof VendorError) throw thrown;
    throw new VendorError('vendor_unreachable', 'No answer came from Ledger.');
  });
  const { status, headers, body } = response;
  if (status === 200) return new TextDecoder().decode(body);
  if (status === 404) return null;
  const message = `Ledger answered ${status}.`;
  if (status === 401) throw new VendorError('vendor_unauthorized', message);
  if (status !== 429) throw new VendorError('vendor_failed', message);
  const retryAfterMs = readRetryAfter({ headers });
  throw new VendorError('vendor_rate_limited', message, { retryAfterMs });
}

function readAs<Output>(schema: v.GenericSchema<unknown, Output>, text: string | null): Output {
  try {
    return v.parse(schema, JSON.parse(text ?? ''));
  } catch {
    throw new VendorError('vendor_answer_invalid', 'Ledger answered with something else.');
  }
}

function activityOf(options: {
  readonly invoice: Invoice;
  readonly what: 'new' | 'changed' | 'paid';
  readonly number: number;
  readonly runtime: SourceOptions;
}): Activity {
  const { runtime, ...record } = options;
  return {
    id: `${record.invoice.id}-${record.number}`,
    raw: new TextEncoder().encode(JSON.stringify(record)),
    seenAt: new Date(runtime.now()).toISOString(),
  };
}

function normalize({ id, raw, seenAt }: Activity): readonly [NormalizedEvent] {
  const record = v.parse(recordSchema, JSON.parse(new TextDecoder().decode(raw)));
  const types = {
    new: 'invoice.created',
    changed: 'invoice.updated',
    paid: 'invoice.paid',
  } as const;
  const type = Object.entries(types).find(([what]) => what === record.what)?.[1];
  const invoice = v.is(invoiceSchema, record.invoice) ? record.invoice : null;
  return [
    {
      type: type ?? 'activity.unknown',
      timestamp: seenAt,
      subject: invoice && { kind: 'invoice', id: String(invoice.id), number: null },
      attributes: type ? {} : (record as NormalizedEvent['attributes']),
      activity: { id, type: record.what, message: null, link: null, createdAt: null },
    },
  ];
}

function documentOf({ id, paid, note }: Invoice): EventDocument {
  const taxCategory = { id: null, percent: '21' };
  const line = { quantity: '1', priceAmount: '10.00', taxCategory };
  const computed = computeTotals({ currency: 'EUR', lines: [line] });
  const { taxSubtotals, totals, lineExtensionAmounts } = computed;
  return {
    kind: 'invoice',
    invoice: {
      id: String(id),
      number: null,
      issueDate: null,
      currency: 'EUR',
      purchaseOrderReference: null,
      paymentTerms: null,
      notes: [note],
      seller: null,
      buyer: null,
      allowanceCharges: [],
      taxSubtotals,
      totals,
      extensions: {},
      invoiceTypeCode: null,
      status: paid ? 'paid' : 'unpaid',
      dueDate: null,
      invoiceLines: [
        {
          ...line,
          id: null,
          name: note,
          description: null,
          sellersItemId: null,
          unitCode: null,
          baseQuantity: null,
          allowanceCharges: [],
          lineExtensionAmount: lineExtensionAmounts[0] ?? '0.00',
        },
      ],
      payments: [],
    },
  };
}
