import { formatNetDate, ticksOf } from '../../envoice/net-date.ts';
import type { ClientContent } from '../../shop/content.ts';
import { euro } from '../../shop/currencies.ts';
import { english, unitedKingdom } from '../../shop/places.ts';
import type { Entry } from '../../store/entries.ts';
import { type ApiContext, type Call, type Handlers, Refusal } from '../handler.ts';
import { Checks, findEntry, idOf } from '../lookup.ts';
import { omit } from '../../shop/omit.ts';

const kind = 'client';
type ClientInput = Partial<ClientContent> & { readonly Id?: number };

export function clientHandlers(api: ApiContext): Handlers {
  const { store, runtime } = api;
  const find = (call: Call, id: number) => findEntry<ClientContent>({ api, call, kind, id });
  const usedBy = (id: number): number =>
    store.documents.countOfClient(id) +
    store.entries
      .all<{ readonly ClientId?: number }>('paymentlink')
      .filter(({ content }) => content.ClientId === id).length;

  return {
    'client/all': () => store.entries.all<ClientContent>(kind).map(clientView),

    'client/details': (call) => clientView(find(call, call.query['id'] as number)),

    'client/new': (call) => {
      const given = call.body as ClientInput;
      check({ api, call, given });
      const content: ClientContent = {
        ClientCountryId: unitedKingdom,
        ClientCurrencyId: euro,
        UiLanguageId: english,
        AdditionalEmails: [],
        ...given,
        Name: given.Name ?? '',
      };
      const id = store.entries.takeId(kind);
      return store.entries.save({ kind, id, createdAt: runtime.now(), content }).id;
    },

    'client/update': (call) => {
      const client = find(call, idOf({ call }));
      const content = { ...client.content, ...omit(call.body as ClientInput, 'Id') };
      check({ api, call, given: content });
      store.entries.save({ ...client, kind, content });
      store.documents.renameClient({ clientId: client.id, name: content.Name });
      return undefined;
    },

    'client/candelete': (call) => usedBy(find(call, call.query['id'] as number).id) === 0,

    'client/delete': (call) => {
      const { id, content } = find(call, idOf({ call }));
      const uses = usedBy(id);
      if (uses > 0) {
        throw new Refusal({
          code: 'ClientInUse',
          message: `${content.Name} cannot be deleted: ${uses} document(s) name this client.`,
        });
      }
      store.entries.remove({ kind, id });
      return id;
    },
  };
}

function check(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly given: ClientInput;
}): void {
  const { given } = options;
  const checks = new Checks(options);
  checks.present('body.Name', given.Name);
  checks.country('body.ClientCountryId', given.ClientCountryId);
  checks.currency('body.ClientCurrencyId', given.ClientCurrencyId);
  checks.language('body.UiLanguageId', given.UiLanguageId);
  checks.notNegative('body.DefaultDueDateInDays', given.DefaultDueDateInDays);
  checks.done();
}

/** `ClientDetailsApiModel`. */
export function clientView(client: Entry<ClientContent>): object {
  return {
    ...client.content,
    Id: client.id,
    CreatedOn: formatNetDate(ticksOf(client.createdAt)),
  };
}
