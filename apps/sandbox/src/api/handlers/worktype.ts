import { formatNetDate, ticksOf } from '../../envoice/net-date.ts';
import type { WorkTypeContent } from '../../shop/content.ts';
import type { Entry } from '../../store/entries.ts';
import type { ApiContext, Call, Handlers } from '../handler.ts';
import { Checks, findEntry, idOf } from '../lookup.ts';
import { pageOf } from '../paging.ts';

const kind = 'worktype';
const orders = ['Id', 'Title', 'CreatedOn'] as const;

export function workTypeHandlers(api: ApiContext): Handlers {
  const { store, runtime } = api;
  const find = (call: Call, id: number) => findEntry<WorkTypeContent>({ api, call, kind, id });

  return {
    'worktype/all': () => store.entries.all<WorkTypeContent>(kind).map(view),

    'worktype/details': (call) => view(find(call, call.query['workTypeId'] as number)),

    'worktype/search': (call) => {
      const wanted = String(call.query['queryOptions.query'] ?? '').toLowerCase();
      const found = store.entries
        .all<WorkTypeContent>(kind)
        .map(view)
        .filter(({ Title }) => Title.toLowerCase().includes(wanted));
      const { limit, offset } = pageOf(call);
      return sorted({ api, call, rows: found }).slice(offset, offset + limit);
    },

    'worktype/new': (call) => {
      const content = checked({ api, call });
      const id = store.entries.takeId(kind);
      return store.entries.save({ kind, id, createdAt: runtime.now(), content }).id;
    },

    'worktype/update': (call) => {
      const workType = find(call, idOf({ call }));
      store.entries.save({ ...workType, kind, content: checked({ api, call }) });
      return undefined;
    },

    // Documents keep the values they were created with.
    'worktype/delete': (call) => {
      const { id } = find(call, idOf({ call }));
      store.entries.remove({ kind, id });
      return id;
    },
  };
}

type View = ReturnType<typeof view>;

function view({ id, createdAt, content }: Entry<WorkTypeContent>) {
  return { ...content, Id: id, CreatedOn: formatNetDate(ticksOf(createdAt)) };
}

function checked(options: { readonly api: ApiContext; readonly call: Call }): WorkTypeContent {
  const { Title } = options.call.body as Partial<WorkTypeContent>;
  const checks = new Checks(options);
  checks.present('body.Title', Title);
  checks.done();
  return { Title: Title ?? '' };
}

function sorted(options: {
  readonly api: ApiContext;
  readonly call: Call;
  readonly rows: readonly View[];
}): View[] {
  const { query } = options.call;
  const wanted = query['queryOptions.orderBy'] ?? 'Id';
  const by = orders.find((name) => name === wanted);
  const checks = new Checks(options);
  if (by === undefined) {
    checks.wrong('queryOptions.orderBy', `must be one of ${orders.join(', ')}`);
  }
  checks.done();
  const down = query['queryOptions.order'] === 'Desc' || query['queryOptions.order'] === '2';
  const up = options.rows.toSorted((one, other) => compare(one[by ?? 'Id'], other[by ?? 'Id']));
  return down ? up.toReversed() : up;
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), 'en');
}
