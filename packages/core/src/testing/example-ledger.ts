import type { Transport } from '../source/index.ts';
import type { StandInVendor, VendorRuntime } from './vendor-options.ts';

/** An invoice as stored by the fictional vendor Ledger. */
export interface LedgerInvoice {
  readonly id: number;
  /** Seconds since the Unix epoch. */
  readonly changedAt: number;
  readonly paid: boolean;
  readonly note: string;
}

export interface Ledger extends StandInVendor {
  add(note: string): void;
  change(id: number, members: Partial<Pick<LedgerInvoice, 'paid' | 'note'>>): void;
}

const pageSize = 2;

/**
 * The stand-in of the polling example, which starts with three invoices.
 *
 * `GET /invoices?changedSince=<seconds>&after=<id>` lists what was changed at that second after
 * that id, or later, in this order, two per page. `GET /invoices/<id>` returns one.
 */
export function createLedger(runtime: VendorRuntime<{ readonly token: string }>): Ledger {
  const seconds = () => Math.floor(runtime.now() / 1000);
  let invoices: readonly LedgerInvoice[] = ['one', 'two', 'three'].map((note, index) => ({
    id: index + 1,
    changedAt: seconds() - 3600 + index,
    paid: false,
    note,
  }));
  const list = (query: URLSearchParams) => {
    const [since, after] = [Number(query.get('changedSince')), Number(query.get('after'))];
    const found = invoices
      .filter((one) => one.changedAt > since || (one.changedAt === since && one.id > after))
      .toSorted((a, b) => a.changedAt - b.changedAt || a.id - b.id);
    return { invoices: found.slice(0, pageSize), more: found.length > pageSize };
  };
  const transport: Transport = async ({ url, headers }) => {
    if (headers?.['authorization'] !== `Bearer ${runtime.credentials.token}`)
      return answer(401, {});
    const { pathname, searchParams } = new URL(url);
    if (pathname === '/invoices') return answer(200, list(searchParams));
    const invoice = invoices.find(({ id }) => pathname === `/invoices/${id}`);
    return invoice ? answer(200, { ...invoice }) : answer(404, {});
  };
  return {
    transport,
    add(note) {
      const invoice = { id: invoices.length + 1, changedAt: seconds(), paid: false, note };
      invoices = [...invoices, invoice];
    },
    change(id, members) {
      invoices = invoices.map((one) =>
        one.id === id ? { ...one, ...members, changedAt: seconds() } : one,
      );
    },
  };
}

function answer(status: number, body: object) {
  return { status, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) };
}
