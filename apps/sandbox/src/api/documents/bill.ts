import { type Amounts, sumAmounts } from '../../shop/amounts.ts';
import type { Attachment, ClientContent, Gateway, Line } from '../../shop/content.ts';
import { euro } from '../../shop/currencies.ts';
import { dateText } from '../../shop/fill.ts';
import type { Document } from '../../store/documents.ts';
import type { Entry } from '../../store/entries.ts';
import { type ApiContext, type Call, Refusal } from '../handler.ts';
import type { Checks } from '../lookup.ts';
import { copyLines, type Extras, type LineGiven, makeLines, withIds } from './lines.ts';

/** Request members shared by invoices and estimations. */
export interface BillGiven extends Extras {
  readonly ClientId?: number;
  readonly ClonedFromId?: number;
  readonly CurrencyId?: number;
  readonly IssuedOn?: string;
  readonly Items?: readonly LineGiven[];
  readonly Notes?: string;
  readonly Number?: string;
  readonly PoNumber?: string;
  readonly Terms?: string;
}

/** Stored members shared by invoices and estimations. */
export interface Bill extends Amounts {
  readonly ClonedFromId?: number | undefined;
  readonly CurrencyId: number;
  readonly IssuedOn: string;
  readonly PoNumber?: string | undefined;
  readonly Notes?: string | undefined;
  readonly Terms?: string | undefined;
  readonly Items: readonly Line[];
  readonly Attachments: readonly Attachment[];
  readonly PaymentGateways: readonly Gateway[];
}

/**
 * Builds a bill from a request. Omitted members keep their values on update; on creation they come
 * from the cloned document, or stay empty.
 */
export function makeBill(options: {
  readonly api: ApiContext;
  readonly checks: Checks;
  readonly given: BillGiven;
  readonly client: Entry<ClientContent> | undefined;
  /** On update: the current bill. */
  readonly before?: Bill | undefined;
  /** On creation: the bill to clone. */
  readonly source?: Bill | undefined;
}): Bill {
  const { api, checks, given, client, before, source } = options;
  const model = before ?? source;
  checks.currency('body.CurrencyId', given.CurrencyId);
  checks.gateways('body.PaymentGateways', given.PaymentGateways);
  const fallback = client?.content.ClientCurrencyId ?? euro;
  const CurrencyId = given.CurrencyId ?? model?.CurrencyId ?? fallback;
  const Items =
    given.Items === undefined
      ? copyLines({
          lines: model?.Items ?? [],
          currencyId: CurrencyId,
          ...(before === undefined && { takeId: api.contents.takeItemId }),
        })
      : makeLines({
          api,
          checks,
          given: given.Items,
          currencyId: CurrencyId,
          ...(before && { before: before.Items }),
        });
  return {
    ...sumAmounts(Items),
    ClonedFromId: given.ClonedFromId || before?.ClonedFromId,
    CurrencyId,
    IssuedOn: dateOf(given.IssuedOn) ?? before?.IssuedOn ?? dateText(api.runtime.now()),
    PoNumber: given.PoNumber ?? model?.PoNumber,
    Notes: given.Notes ?? model?.Notes,
    Terms: given.Terms ?? model?.Terms,
    Items,
    Attachments: withIds({ api, given: given.Attachments ?? model?.Attachments ?? [] }),
    PaymentGateways: given.PaymentGateways ?? model?.PaymentGateways ?? [],
  };
}

/** Checks what a bill refers to: the client, and on creation the document to clone. */
export function checkReferences(options: {
  readonly checks: Checks;
  readonly kind: Document['kind'];
  readonly given: BillGiven;
  /** On update. */
  readonly document: Document | undefined;
}): {
  readonly source: Document | undefined;
  readonly client: Entry<ClientContent> | undefined;
} {
  const { checks, kind, given, document } = options;
  const source = checks.document({ kind, id: given.ClonedFromId, field: 'body.ClonedFromId' });
  const clientId = given.ClientId || (document?.clientId ?? source?.clientId ?? undefined);
  const field = 'body.ClientId';
  checks.present(field, clientId);
  return { source, client: checks.entry<ClientContent>({ kind: 'client', id: clientId, field }) };
}

/** @throws {Refusal} if another document has this number */
export function requireFreeNumber(options: {
  readonly api: ApiContext;
  readonly kind: Document['kind'];
  readonly number: string | undefined;
  /** The document that may keep the number. */
  readonly own?: number;
}): void {
  const { api, kind, number, own } = options;
  if (number === undefined) return;
  const taken = api.store.documents.findNumber({ kind, number });
  if (taken === undefined || taken.id === own) return;
  throw new Refusal({
    code: 'NumberTaken',
    message: `The number ${number} is that of ${kind} ${taken.id} already.`,
  });
}

/** Returns the trimmed number, or `undefined` if it is empty. */
export function numberOf(given: { readonly Number?: string }): string | undefined {
  return given.Number?.trim() || undefined;
}

/** Formats a request date in UTC with second precision, as in responses. */
export function dateOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : dateText(Date.parse(text));
}

/** Returns the status that the call asks for. */
export function statusOf(call: Call): string | undefined {
  return (call.body as { readonly Status?: string }).Status;
}
