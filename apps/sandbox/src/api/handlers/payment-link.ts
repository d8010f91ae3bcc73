import { type Amounts, sumAmounts } from '../../shop/amounts.ts';
import type { ClientContent, Line, TaxContent, WorkTypeContent } from '../../shop/content.ts';
import { euro, findCurrency } from '../../shop/currencies.ts';
import type { Entry } from '../../store/entries.ts';
import { accessToken } from '../access-token.ts';
import { type LineGiven, makeLines } from '../documents/lines.ts';
import { type ApiContext, type Call, type Handlers, Refusal } from '../handler.ts';
import { Checks, findEntry, idOf } from '../lookup.ts';
import { listResult, pageOf } from '../paging.ts';
import { omit } from '../../shop/omit.ts';

const kind = 'paymentlink';

interface Named {
  readonly Id?: number;
}

/** The members of the description's `PaymentLink` that a new one is created from. */
interface PaymentLinkGiven {
  readonly Client?: Named;
  readonly ClientId?: number;
  readonly Currency?: Named;
  readonly CurrencyId?: number;
  readonly Items?: readonly (LineGiven & { readonly Tax?: Named; readonly WorkType?: Named })[];
  readonly Number?: string;
}

/** The stored content of a payment link. */
export interface PaymentLinkContent extends Amounts {
  readonly ClientId?: number | undefined;
  readonly CurrencyId: number;
  readonly Items: readonly Line[];
  readonly Number: string;
}

export function paymentLinkHandlers(api: ApiContext): Handlers {
  const { store, runtime } = api;
  const find = (call: Call, id: number) => findEntry<PaymentLinkContent>({ api, call, kind, id });

  return {
    'paymentlink/all': (call) =>
      listResult({
        total: store.entries.count(kind),
        rows: store.entries
          .page<PaymentLinkContent>({ kind, ...pageOf(call) })
          .map((link) => view({ api, link })),
      }),

    'paymentlink/uri': (call) => ({
      Link: `${api.baseUrl()}/envoice/share/paymentlink/${find(call, call.query['id'] as number).id}`,
    }),

    'paymentlink/new': (call) => {
      const content = read({ api, call });
      const id = store.entries.takeId(kind);
      return store.entries.save({ kind, id, createdAt: runtime.now(), content }).id;
    },

    'paymentlink/delete': (call) => {
      const { id } = find(call, idOf({ call }));
      store.entries.remove({ kind, id });
      return id;
    },
  };
}

function read(options: { readonly api: ApiContext; readonly call: Call }): PaymentLinkContent {
  const { api, call } = options;
  const given = call.body as PaymentLinkGiven;
  const checks = new Checks(options);
  const client = checks.entry<ClientContent>({
    kind: 'client',
    id: given.ClientId ?? given.Client?.Id,
    field: given.ClientId === undefined ? 'body.Client.Id' : 'body.ClientId',
  });
  const asked = given.CurrencyId ?? given.Currency?.Id;
  checks.currency(given.CurrencyId === undefined ? 'body.Currency.Id' : 'body.CurrencyId', asked);
  const CurrencyId = asked ?? client?.content.ClientCurrencyId ?? euro;
  const items = (given.Items ?? []).map(({ Tax, WorkType, ...item }) => ({
    ...(Tax?.Id !== undefined && { TaxId: Tax.Id }),
    ...(WorkType?.Id !== undefined && { WorkTypeId: WorkType.Id }),
    ...omit(item, 'Id'),
  }));
  const Items = makeLines({ api, checks, given: items, currencyId: CurrencyId });
  checks.done();
  const Number = given.Number?.trim() || nextNumber(api);
  const taken = api.store.entries
    .all<PaymentLinkContent>(kind)
    .find(({ content }) => content.Number === Number);
  if (taken !== undefined) {
    const message = `The number ${Number} is that of payment link ${taken.id} already.`;
    throw new Refusal({ code: 'NumberTaken', message });
  }
  return { ...sumAmounts(Items), ClientId: client?.id, CurrencyId, Items, Number };
}

function nextNumber(api: ApiContext): string {
  const next = api.store.sequences.take({ name: 'paymentlink-number', first: 1 });
  return `PAY-${String(next).padStart(4, '0')}`;
}

/**
 * The description's `PaymentLink`, without the user, which would contain the account's password.
 */
function view(options: {
  readonly api: ApiContext;
  readonly link: Entry<PaymentLinkContent>;
}): object {
  const { entries } = options.api.store;
  const { id, content } = options.link;
  const client =
    content.ClientId === undefined
      ? undefined
      : entries.find<ClientContent>({ kind: 'client', id: content.ClientId });
  const named = <T>(entryKind: 'tax' | 'worktype', entryId: number | undefined) => {
    const found =
      entryId === undefined ? undefined : entries.find<T>({ kind: entryKind, id: entryId });
    return found && { ...found.content, Id: found.id };
  };
  return {
    ...content,
    Id: id,
    AccessToken: accessToken({ kind, id }),
    Client: client && { ...omit(client.content, 'AdditionalEmails'), Id: client.id },
    Currency: findCurrency(content.CurrencyId),
    Items: content.Items.map((item) => ({
      ...item,
      PaymentLinkId: id,
      Tax: named<TaxContent>('tax', item.TaxId),
      WorkType: named<WorkTypeContent>('worktype', item.WorkTypeId),
    })),
  };
}
