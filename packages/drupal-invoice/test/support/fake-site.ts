import type { JsonObject } from '@invoice-relay/core/models';
import type { Transport, TransportRequest, TransportResponse } from '@invoice-relay/core/source';

/** What a site answers in place of an invoice. */
export type Trouble = (request: TransportRequest) => TransportResponse;

/** A Drupal site with the Invoice module, in memory, and as nasty as it is told to be. */
export interface FakeSite {
  readonly transport: Transport;
  /** How many requests it answered. */
  requests: number;
  /** The ids that were asked for, in order. */
  readonly asked: number[];
  /** How many answers were "not modified". */
  notModified: number;
  /** The id that the next invoice gets. */
  nextId: number;
  readonly invoices: Map<number, JsonObject>;
  add(invoice?: JsonObject): number;
  change(id: number, members: JsonObject): void;
  remove(...ids: readonly number[]): void;
  /** Keeps an id for an invoice that comes up later, as from a transaction that ends late. */
  reserve(): () => void;
  /** What is there now, to be restored. */
  backup(): () => void;
  /** Trouble of single ids, and of all. */
  readonly broken: Map<number, Trouble>;
  trouble: Trouble | null;
  /** Does it send validators? */
  validators: 'none' | 'etag' | 'date';
  /** Members that every answer gets beside its own. */
  extra: (id: number) => JsonObject;
}

const encoder = new TextEncoder();

export function answer(
  status: number,
  body: string,
  headers: TransportResponse['headers'] = { 'content-type': 'application/json' },
): TransportResponse {
  return { status, headers, body: encoder.encode(body) };
}

export const serverError: Trouble = () =>
  answer(500, '<h1>Error</h1>', { 'content-type': 'text/html' });
export const notFound: Trouble = () =>
  answer(404, '<h1>Page not found</h1>', { 'content-type': 'text/html' });
export const forbidden: Trouble = () =>
  answer(403, '<h1>Access denied</h1>', { 'content-type': 'text/html' });
export const down: Trouble = () => {
  throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
};

/** An invoice that no other one is taken for. */
export function invoiceOf(serial: number, members: JsonObject = {}): JsonObject {
  return {
    leading_zeros: '4',
    prefix: '%Y',
    description: null,
    template: 'default',
    pay_limit: 14,
    pay_status: 'unpaid',
    customer: { customer_number: serial, company_name: `Customer ${serial}`, city: 'Utrecht' },
    items: [{ description: `Work ${serial}`, quantity: '1', unitcost: '50.75', vat: '21' }],
    ...members,
  };
}

/** @param options.now milliseconds since the Unix epoch */
export function createFakeSite(options: { readonly now: () => number }): FakeSite {
  let serial = 0;
  const changedAt = new Map<number, number>();
  const touch = (id: number) => changedAt.set(id, options.now());

  function page(request: TransportRequest, id: number): TransportResponse {
    const trouble = site.trouble ?? site.broken.get(id);
    if (trouble) return trouble(request);
    const invoice = site.invoices.get(id);
    if (!invoice) return notFound(request);
    const body = JSON.stringify({ ...invoice, ...site.extra(id) });
    const asked = request.headers ?? {};
    const header = (name: string) =>
      Object.entries(asked).find(([key]) => key.toLowerCase() === name)?.[1];
    const etag = `"${id}-${changedAt.get(id) ?? 0}"`;
    const lastModified = new Date(changedAt.get(id) ?? 0).toUTCString();
    const isSame =
      (site.validators === 'etag' && header('if-none-match') === etag) ||
      (site.validators === 'date' && header('if-modified-since') === lastModified);
    if (isSame) {
      site.notModified += 1;
      return answer(304, '', {});
    }
    return answer(200, body, {
      'content-type': 'application/json',
      ...(site.validators === 'etag' && { etag }),
      ...(site.validators === 'date' && { 'last-modified': lastModified }),
    });
  }

  const site: FakeSite = {
    requests: 0,
    asked: [],
    notModified: 0,
    nextId: 1,
    invoices: new Map(),
    broken: new Map(),
    trouble: null,
    validators: 'none',
    extra: () => ({}),
    transport: async (request) => {
      request.signal?.throwIfAborted();
      site.requests += 1;
      const [, id = ''] = /\/invoice\/api\/invoice\.json\/([^/]+)$/.exec(request.url) ?? [];
      site.asked.push(Number(id));
      return page(request, Number(id));
    },
    add: (invoice) => {
      serial += 1;
      const id = site.nextId;
      site.nextId += 1;
      site.invoices.set(id, invoice ?? invoiceOf(serial));
      touch(id);
      return id;
    },
    reserve: () => {
      const id = site.nextId;
      site.nextId += 1;
      return () => {
        serial += 1;
        site.invoices.set(id, invoiceOf(serial));
        touch(id);
      };
    },
    change: (id, members) => {
      site.invoices.set(id, { ...site.invoices.get(id), ...members });
      touch(id);
    },
    remove: (...ids) => {
      for (const id of ids) site.invoices.delete(id);
    },
    backup: () => {
      const invoices = new Map(site.invoices);
      const { nextId } = site;
      return () => {
        site.invoices.clear();
        for (const [id, invoice] of invoices) {
          site.invoices.set(id, invoice);
          touch(id);
        }
        site.nextId = nextId;
      };
    },
  };
  return site;
}
