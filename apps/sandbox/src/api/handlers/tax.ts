import { formatNetDate, ticksOf } from '../../envoice/net-date.ts';
import type { TaxContent } from '../../shop/content.ts';
import type { ApiContext, Call, Handlers } from '../handler.ts';
import { Checks, findEntry, idOf } from '../lookup.ts';

const kind = 'tax';

export function taxHandlers(api: ApiContext): Handlers {
  const { store, runtime } = api;
  const find = (call: Call) => findEntry<TaxContent>({ api, call, kind, id: idOf({ call }) });

  return {
    'tax/all': () =>
      store.entries.all<TaxContent>(kind).map(({ id, createdAt, content }) => ({
        ...content,
        Id: id,
        CreatedOn: formatNetDate(ticksOf(createdAt)),
      })),

    'tax/new': (call) => {
      const content = checked({ api, call, given: call.body as Partial<TaxContent> });
      const id = store.entries.takeId(kind);
      return store.entries.save({ kind, id, createdAt: runtime.now(), content }).id;
    },

    'tax/update': (call) => {
      const tax = find(call);
      const { Name = tax.content.Name, Percentage = tax.content.Percentage } =
        call.body as Partial<TaxContent>;
      const content = checked({ api, call, given: { Name, Percentage } });
      store.entries.save({ ...tax, kind, content });
      return undefined;
    },

    // Documents keep the percentage they were created with.
    'tax/delete': (call) => {
      const { id } = find(call);
      store.entries.remove({ kind, id });
      return id;
    },
  };
}

function checked(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly given: Partial<TaxContent>;
}): TaxContent {
  const { Name, Percentage } = options.given;
  const checks = new Checks(options);
  checks.present('body.Name', Name);
  checks.present('body.Percentage', Percentage);
  checks.percentage('body.Percentage', Percentage);
  checks.done();
  return { Name: Name ?? '', Percentage: Percentage ?? 0 };
}
