import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { authKey, authSecret } from './vendor.ts';

/** An activity as the API of Envoice lists it: its type by name. */
export interface ListedActivity {
  readonly Id: number;
  readonly Type: string | number;
  readonly Message?: string;
  readonly Link?: string;
  readonly InvoiceNumber?: string;
  readonly CreatedOn?: string;
}

/** The API of an Envoice account over HTTP, as far as a backfill or a confirmation uses it. */
export interface EnvoiceAccount extends AsyncDisposable {
  /** For a connection. */
  readonly credentials: object;
  /** The activities of an invoice, by its id. Tests change it as they go. */
  readonly invoices: Map<number, readonly ListedActivity[]>;
  /** Requested paths, in order. */
  readonly asked: readonly string[];
  /** Sets the response to return for every request; undefined restores the usual ones. */
  trouble(next: { readonly status: number; readonly body: string } | undefined): void;
}

/** @see packages/envoice/test/support/played-account.ts, which plays it without HTTP */
export async function startEnvoiceAccount(): Promise<EnvoiceAccount> {
  const invoices: EnvoiceAccount['invoices'] = new Map();
  const asked: string[] = [];
  let trouble: { readonly status: number; readonly body: string } | undefined;
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    asked.push(pathname);
    const { status, body } = trouble ?? answer(invoices, pathname, searchParams);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    credentials: { authKey, authSecret, baseUrl },
    invoices,
    asked,
    trouble(next) {
      trouble = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function answer(
  invoices: EnvoiceAccount['invoices'],
  path: string,
  query: URLSearchParams,
): { readonly status: number; readonly body: string } {
  if (path.endsWith('/all')) {
    const ids = path === '/api/invoice/all' ? [...invoices.keys()] : [];
    const Result = ids.map((Id) => ({ Id }));
    return {
      status: 200,
      body: JSON.stringify({ TotalCount: ids.length, Count: ids.length, Result }),
    };
  }
  const Id = Number(query.get('id'));
  const Activities = path === '/api/invoice/details' ? invoices.get(Id) : undefined;
  if (Activities === undefined) return { status: 404, body: '{"Message":"Not found"}' };
  const document = { Id, Number: 'INV-0001', Status: 'Unpaid', Items: [], Activities };
  return { status: 200, body: JSON.stringify(document) };
}
