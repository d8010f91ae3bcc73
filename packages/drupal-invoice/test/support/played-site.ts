import type { Transport, TransportRequest, TransportResponse } from '@invoice-relay/core/source';

import { rowView, stampOf, wholeView, phpInt } from './played-invoices.ts';
import type { KeptCustomer, KeptInvoice, KeptItem } from './played-invoices.ts';

/*
 * A fake site with the Invoice module, as far as the tests of this package need one, based on the
 * observed behavior of release 7.x-1.3. The sandbox has the faithful one.
 */

type Members = Readonly<Record<string, unknown>>;

export interface PlayedSite {
  readonly transport: Transport;
  /** Every request so far, as `GET /invoice/api/invoice.json/7`. */
  readonly asked: string[];
  readonly invoices: Map<number, KeptInvoice>;
  /** The API users: the templates of each, or all. */
  readonly users: Map<string, { readonly password: string; readonly templates: 'all' | string[] }>;
  /** The templates of the site; no others can be written. */
  readonly templates: Set<string>;
  /** Minutes ahead of UTC. */
  offsetMinutes: number;
  /** Through the form in Drupal, which accepts a custom id. */
  add(members?: Members): number;
  /** Also through the form: updates `changed`. */
  edit(id: number, members: Members): void;
  /** The button on the list page, which does not update `changed`. */
  press(id: number, status: 'paid' | 'unpaid'): void;
  remove(...ids: readonly number[]): void;
  /** Ends all sessions. */
  endSessions(): void;
  /** Takes a backup; returns the function that restores it. */
  backup(): () => void;
  /** Responds instead of the site if it returns something. */
  trouble: ((request: TransportRequest, path: string) => TransportResponse | undefined) | null;
}

const encoder = new TextEncoder();

export function answer(
  status: number,
  body: unknown = '',
  headers: TransportResponse['headers'] = {},
): TransportResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  return { status, headers: { 'content-type': type, ...headers }, body: encoder.encode(text) };
}

const failure = (code: number, message: string) => answer(code, { code, message });
const pages = {
  '/login': '<html><form id="user-login"><input name="form_id" value="user_login"/></form></html>',
};

/**
 * @param options.now epoch milliseconds
 * @param options.base the URL of the site, including its subpath; or ending in `?q=`
 */
export function createPlayedSite(options: {
  readonly now: () => number;
  readonly base: string;
  readonly user?: { readonly username: string; readonly password: string };
}): PlayedSite {
  const { now, base } = options;
  const { username = 'relay', password = 'secret' } = options.user ?? {};
  let serial = 0;
  const next = () => (serial += 1);
  const sessions = new Map<string, string>();
  // A site of 100,000 invoices is listed page by page: sorted once until something changes.
  let sorted: { readonly order: string; readonly rows: readonly KeptInvoice[] } | null = null;
  let newest: KeptInvoice | null = null;
  const keep = (invoice: KeptInvoice): void => {
    sorted = null;
    site.invoices.set(invoice.id, invoice);
    if (newest === null || invoice.nid >= newest.nid) newest = invoice;
  };
  const newestOf = (): KeptInvoice | null => {
    if (newest !== null && site.invoices.get(newest.id)?.nid === newest.nid) return newest;
    newest = [...site.invoices.values()].toSorted((a, b) => b.nid - a.nid)[0] ?? null;
    return newest;
  };

  function pathOf(url: string): { path: string; query: URLSearchParams } {
    if (!url.startsWith(base)) return { path: '', query: new URLSearchParams() };
    if (base.endsWith('?q=')) {
      const query = new URL(url).searchParams;
      return { path: `/${query.get('q') ?? ''}`, query };
    }
    const { pathname, searchParams } = new URL(url);
    return {
      path: pathname.slice(new URL(base).pathname.replace(/\/$/, '').length),
      query: searchParams,
    };
  }

  function transport(request: TransportRequest): TransportResponse {
    const { path, query } = pathOf(request.url);
    site.asked.push(`${request.method} ${path}`);
    const trouble = site.trouble?.(request, path);
    if (trouble) return trouble;
    const headers = new Map(
      Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    if (path === '/user/login') return login(String(request.body ?? ''));
    const cookie = headers.get('cookie') ?? '';
    if (path === '/invoice/api/token')
      return answer(200, sessions.get(cookie) ?? `free-token-${next()}`);
    const [, format, id] = /^\/invoice\/api\/invoice\.(json|html|pdf)(?:\/(.*))?$/.exec(path) ?? [];
    if (format === undefined) return answer(404, '<html><title>Page not found</title></html>');
    if (request.method !== 'GET' && sessions.get(cookie) !== headers.get('x-csrf-token')) {
      return failure(406, 'Token validation failed');
    }
    if (request.method !== 'GET' && !sessions.has(cookie))
      return failure(406, 'Token validation failed');
    const user = userOf(headers.get('authorization'));
    if (user === null) {
      return {
        ...answer(401, ''),
        headers: {
          'content-type': 'application/json',
          'www-authenticate': 'Basic Realm="Invoice API"',
        },
      };
    }
    const may = (template: string) => user.templates === 'all' || user.templates.includes(template);
    if (request.method === 'GET') return get({ id, format, query, may });
    if (request.method === 'DELETE') {
      return failure(501, 'Invoices may never be deleted, create a credit invoice instead.');
    }
    return save({ request, id, may });
  }

  function userOf(authorization: string | undefined) {
    const given = atob((authorization ?? '').replace('Basic ', ''));
    const found = [...site.users].find(([name, user]) => given === `${name}:${user.password}`);
    return found?.[1] ?? null;
  }

  function login(body: string): TransportResponse {
    const form = new URLSearchParams(body);
    const user = site.users.get(form.get('name') ?? '');
    if (user?.password !== form.get('pass')) return answer(200, pages['/login']);
    const cookie = `SESS${'a'.repeat(8)}=session-${next()}`;
    sessions.set(cookie, `token-of-${next()}-0123456789`);
    return answer(302, '', {
      location: `${base}/user/2`,
      'set-cookie': `${cookie}; expires=Mon, 21-Dec-2026 21:00:00 GMT; path=/; HttpOnly`,
    });
  }

  function get(asked: {
    readonly id: string | undefined;
    readonly format: string;
    readonly query: URLSearchParams;
    readonly may: (template: string) => boolean;
  }): TransportResponse {
    const id = phpInt(asked.id ?? '');
    if (id <= 0) return list(asked.query);
    const invoice = site.invoices.get(id);
    if (!invoice) return failure(404, 'Not Found');
    if (!asked.may(invoice.template))
      return failure(403, 'No access to the template of this invoice');
    if (asked.format === 'html') return answer(200, `<!DOCTYPE html><html>Invoice ${id}</html>`);
    if (asked.format === 'pdf') return answer(302, '', { location: `${base}/node/${invoice.nid}` });
    return answer(200, wholeView(invoice, site.offsetMinutes));
  }

  function list(query: URLSearchParams): TransportResponse {
    const size = Number(query.get('max_results') ?? 15);
    const keys: Readonly<Record<string, (invoice: KeptInvoice) => number>> = {
      'n.nid': ({ nid }) => nid,
      'ii.iid': ({ id }) => id,
      'n.changed': ({ changed }) => changed,
      'n.created': ({ created }) => created,
    };
    const key = keys[query.get('sort') ?? 'n.nid'];
    if (!key)
      return failure(
        500,
        "SQLSTATE[42S22]: Column not found: 1054 Unknown column 'nosuch' in 'ORDER BY'",
      );
    const sign = query.get('order') === 'asc' ? 1 : -1;
    const wanted = (invoice: KeptInvoice) =>
      [query.get('template') ?? invoice.template].includes(invoice.template) &&
      Number(query.get('customer_number') ?? invoice.customer.customer_number) ===
        invoice.customer.customer_number &&
      isOn(invoice, query);
    const order = `${query.get('sort')} ${sign}`;
    if (sorted?.order !== order || sorted.rows.length !== site.invoices.size) {
      const all = [...site.invoices.values()];
      sorted = { order, rows: all.toSorted((a, b) => sign * (key(a) - key(b) || a.nid - b.nid)) };
    }
    const rows = sorted.rows.filter(wanted);
    const last = Math.max(0, Math.ceil(rows.length / size) - 1);
    const page = Math.min(Number(query.get('page') ?? 0), last);
    const shown = rows.slice(page * size, (page + 1) * size);
    return answer(
      200,
      shown.map((invoice) => rowView(invoice, site.offsetMinutes)),
    );
  }

  function isOn(invoice: KeptInvoice, query: URLSearchParams): boolean {
    if (!query.has('year') && !query.has('month') && !query.has('day')) return true;
    const today = stampOf(now(), site.offsetMinutes);
    const stamp = stampOf(invoice.created, site.offsetMinutes);
    const part = (name: string, of: string) => Number(query.get(name) ?? of);
    return (
      part('year', today.slice(0, 4)) === Number(stamp.slice(0, 4)) &&
      part('month', today.slice(5, 7)) === Number(stamp.slice(5, 7)) &&
      (!query.has('day') || part('day', '') === Number(stamp.slice(8, 10)))
    );
  }

  function save(asked: {
    readonly request: TransportRequest;
    readonly id: string | undefined;
    readonly may: (template: string) => boolean;
  }): TransportResponse {
    const { request, may } = asked;
    const id = phpInt(asked.id ?? '');
    const sent = parse(request.body);
    if (typeof sent?.['template'] !== 'string') return failure(400, 'Template is required');
    if (request.method === 'PUT' && id <= 0) return failure(400, 'Invoice ID invalid or missing');
    if (!may(sent['template'])) return failure(403, 'Permission denied for this template');
    const known = site.invoices.get(id);
    if (request.method === 'PUT' && !known) return failure(404, 'Not Found');
    const isFit =
      site.templates.has(sent['template']) &&
      sent['pay_limit'] !== undefined &&
      (request.method === 'POST' || sent['leading_zeros'] !== undefined);
    if (!isFit) return answer(500, '');
    if (known && request.method === 'PUT') {
      keep(replaced(known, sent));
      return {
        status: 204,
        headers: { 'set-cookie': 'SESSaaaaaaaa=deleted; path=/' },
        body: new Uint8Array(),
      };
    }
    const made = site.add({ uid: 2, ...sent });
    return answer(
      201,
      { _links: { self: { href: `http://wrong.example/invoice/api/invoice.json/${made}` } } },
      { location: `http://wrong.example/invoice/api/invoice.json/${made}` },
    );
  }

  function parse(body: TransportRequest['body']): Members | null {
    try {
      return JSON.parse(
        typeof body === 'string' ? body : new TextDecoder().decode(body),
      ) as Members;
    } catch {
      return null;
    }
  }

  /** Missing members are emptied; only items are kept. */
  function replaced(known: KeptInvoice, sent: Members): KeptInvoice {
    const items = sent['items'] as readonly Members[] | undefined;
    const customer = sent['customer'] as Members | undefined;
    return {
      ...known,
      ...fields(sent),
      prefix: (sent['prefix'] as string | undefined) ?? null,
      customer: customerOf({ id: known.customer.id, ...customer }),
      items: items?.length ? items.map(itemOf) : known.items,
      changed: now(),
    };
  }

  function fields(sent: Members) {
    const text = (name: string) => (typeof sent[name] === 'string' ? sent[name] : null);
    return {
      leading_zeros: Number(sent['leading_zeros'] ?? 0) || 4,
      prefix: text('prefix') || '%Y',
      description: text('description'),
      template: text('template') ?? 'default',
      pay_limit: Number(sent['pay_limit'] ?? 14),
      pay_status: sent['pay_status'] === 'paid' ? ('paid' as const) : ('unpaid' as const),
    };
  }

  function customerOf(sent: Members): KeptCustomer {
    const number = Number(sent['customer_number'] ?? 0);
    const names = [
      'company_name',
      'firstname',
      'lastname',
      'street',
      'building_number',
      'zipcode',
      'city',
      'state',
      'country',
      'coc_number',
      'vat_number',
      'description',
    ];
    return {
      id: Number(sent['id'] ?? next()),
      customer_number: number > 0 ? number : 1000 + next(),
      ...Object.fromEntries(
        names.map((name) => [
          name,
          sent[name] === undefined || sent[name] === null ? null : String(sent[name]),
        ]),
      ),
    };
  }

  function itemOf(sent: Members): KeptItem {
    return {
      id: next(),
      weight: Number(sent['weight'] ?? 0),
      description: (sent['description'] as string | undefined) ?? null,
      quantity: Number(sent['quantity'] ?? 0),
      unitcost: Number(sent['unitcost'] ?? 0),
      vat: Number(sent['vat'] ?? 0),
    };
  }

  const site: PlayedSite = {
    transport: async (request) => {
      request.signal?.throwIfAborted();
      return transport(request);
    },
    asked: [],
    invoices: new Map(),
    users: new Map([[username, { password, templates: 'all' }]]),
    templates: new Set(['default', 'other']),
    offsetMinutes: 0,
    trouble: null,
    add: (members = {}) => {
      const id = Number(members['id'] ?? (newestOf()?.id ?? 0) + 1);
      const items = (members['items'] as readonly Members[] | undefined) ?? [
        { description: 'Work', quantity: 1, unitcost: 50.75, vat: 21 },
      ];
      keep({
        id,
        nid: next(),
        uid: 1,
        ...fields(members),
        customer: customerOf(
          (members['customer'] as Members | undefined) ?? { company_name: `Customer ${serial}` },
        ),
        items: items.map(itemOf),
        created: now(),
        changed: now(),
      });
      return id;
    },
    edit: (id, members) => {
      const known = site.invoices.get(id);
      if (!known) throw new Error(`There is no invoice ${id}.`);
      const { customer, items, ...others } = members;
      keep({
        ...known,
        ...others,
        ...(customer === undefined
          ? {}
          : { customer: { ...known.customer, ...(customer as object) } }),
        ...(items === undefined ? {} : { items: (items as readonly Members[]).map(itemOf) }),
        changed: now(),
      });
    },
    press: (id, pay_status) => {
      const known = site.invoices.get(id);
      if (known) keep({ ...known, pay_status });
    },
    remove: (...ids) => {
      sorted = null;
      for (const id of ids) site.invoices.delete(id);
    },
    endSessions: () => sessions.clear(),
    backup: () => {
      const invoices = new Map(site.invoices);
      return () => {
        site.invoices.clear();
        newest = null;
        for (const invoice of invoices.values()) keep(invoice);
      };
    },
  };
  return site;
}
