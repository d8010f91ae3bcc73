import type { ApiContext, Call, Handlers } from '../handler.ts';
import { Checks, findEntry, idOf } from '../lookup.ts';
import { listResult } from '../paging.ts';

const kind = 'category';

interface CategoryContent {
  readonly Name: string;
}

/** Invoice categories. They aren't paged: the description only has a search term. */
export function categoryHandlers(api: ApiContext): Handlers {
  const { store, runtime } = api;
  const find = (call: Call) => findEntry<CategoryContent>({ api, call, kind, id: idOf({ call }) });

  return {
    'invoice/allcategories': (call) => {
      const wanted = String(call.query['query'] ?? '').toLowerCase();
      const rows = store.entries
        .all<CategoryContent>(kind)
        .map(({ id, content }) => ({ Id: id, ...content }))
        .filter(({ Name }) => Name.toLowerCase().includes(wanted));
      return listResult({ total: rows.length, rows });
    },

    'invoice/newcategory': (call) => {
      const content = checked({ api, call });
      const id = store.entries.takeId(kind);
      store.entries.save({ kind, id, createdAt: runtime.now(), content });
      return { Id: id, ...content };
    },

    'invoice/updatecategory': (call) => {
      const category = find(call);
      const content = checked({ api, call });
      store.entries.save({ ...category, kind, content });
      return { Id: category.id, ...content };
    },

    'invoice/deletecategory': (call) => {
      const { id } = find(call);
      store.entries.remove({ kind, id });
      return id;
    },
  };
}

function checked(options: { readonly api: ApiContext; readonly call: Call }): CategoryContent {
  const { Name } = options.call.body as Partial<CategoryContent>;
  const checks = new Checks(options);
  checks.present('body.Name', Name);
  checks.done();
  return { Name: Name ?? '' };
}
