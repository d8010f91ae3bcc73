import type { JsonValue } from '@invoice-relay/core/models';
import type { TransportRequest, TransportResponse } from '@invoice-relay/core/source';
import type { StandInVendor, VendorWorld } from '@invoice-relay/core/testing';

import type { DrupalInvoiceCredentials } from '../../src/index.ts';
import { sample } from './sample.ts';

type Members = { readonly [member: string]: unknown };

/** A site with invoices, as far as the contract suite needs one. */
export interface ContractSite extends StandInVendor {
  add(id: number, members?: Members): void;
  change(id: number, members: Members): void;
  remove(id: number): void;
}

/** When the site's first invoices were made: 2026-11-02, in seconds since the Unix epoch. */
const created = 1_793_607_164;

/**
 * Twelve invoices of the vendor's sample, made in 2026, not paid but for the fifth; the fourth was
 * deleted. The site lives in a folder, gives entity tags, and lets in who has the credentials.
 */
export function createContractSite(world: VendorWorld<DrupalInvoiceCredentials>): ContractSite {
  const { baseUrl, auth } = world.credentials;
  const invoices = new Map<number, Members>();
  const add: ContractSite['add'] = (id, members = {}) => {
    invoices.set(id, { created, ...sample, pay_status: 'unpaid', ...members });
  };
  for (const id of [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12]) add(id);
  invoices.set(5, { ...invoices.get(5), pay_status: 'paid' });

  const answer = ({ method, url, headers = {} }: TransportRequest): TransportResponse => {
    const sent = new Map(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    if (!isLetIn(auth, sent)) return json(401, 'Unauthorized');
    const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : '';
    const id = Number(/^\/invoice\/api\/invoice\.json\/(\d+)$/.exec(path)?.[1]);
    const invoice = method === 'GET' ? invoices.get(id) : undefined;
    if (invoice === undefined) return json(404, { error: 'Not found' });
    const text = JSON.stringify(invoice);
    const etag = `"${text.length}-${hash(text)}"`;
    return sent.get('if-none-match') === etag
      ? { status: 304, headers: { etag }, body: new Uint8Array() }
      : json(200, invoice as JsonValue, { etag });
  };
  return {
    transport: async (request) => answer(request),
    add,
    change: (id, members) => invoices.set(id, { ...invoices.get(id), ...members }),
    remove: (id) => invoices.delete(id),
  };
}

function isLetIn(
  auth: DrupalInvoiceCredentials['auth'],
  headers: ReadonlyMap<string, string>,
): boolean {
  switch (auth.kind) {
    case 'none':
      return true;
    case 'basic':
      return headers.get('authorization') === `Basic ${btoa(`${auth.username}:${auth.password}`)}`;
    case 'header':
      return headers.get(auth.name.toLowerCase()) === auth.value;
  }
}

function json(
  status: number,
  value: JsonValue,
  headers: TransportResponse['headers'] = {},
): TransportResponse {
  const body = new TextEncoder().encode(JSON.stringify(value));
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 31;
  return value;
}
