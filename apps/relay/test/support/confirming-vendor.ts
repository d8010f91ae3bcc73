import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The vendor's response instead of the regular one. */
export interface Trouble {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The vendor of `confirming-source.ts`: an API that lists the activities of each invoice. */
export async function startConfirmingVendor(): Promise<
  AsyncDisposable & {
    /** The requested invoices, in order. */
    readonly asked: readonly string[];
    /** The connection to create in a relay. */
    readonly connection: object;
    /** The environment of a relay that knows the source. */
    readonly environment: Readonly<Record<string, string>>;
    /** Adds an activity to the API. @returns the webhook that reports it */
    happens(invoice: string, id: string, more?: { readonly createdAt: string }): string;
    /** Sets the response to return instead; undefined restores the regular one. */
    trouble(next: ((invoice: string, key: string) => Trouble | undefined) | undefined): void;
  }
> {
  const asked: string[] = [];
  const known = new Map<string, string[]>();
  let trouble: (invoice: string, key: string) => Trouble | undefined = () => undefined;
  const server = createServer((request, response) => {
    const invoice = decodeURIComponent(request.url?.slice(1) ?? '');
    asked.push(invoice);
    const { status, headers } = trouble(invoice, String(request.headers['x-key'])) ?? {
      status: 200,
    };
    response.writeHead(status, headers).end(JSON.stringify(known.get(invoice) ?? []));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    asked,
    connection: {
      source: 'confirming',
      credentials: { baseUrl, key: 'right' },
      verification: { mode: 'callback' },
    },
    environment: { RELAY_SOURCES: new URL('confirming-source.ts', import.meta.url).href },
    happens(invoice, id, more) {
      const webhook = JSON.stringify({ ...JSON.parse(webhookOf(invoice, id)), ...more });
      known.set(invoice, [...(known.get(invoice) ?? []), webhook]);
      return webhook;
    },
    trouble(next) {
      trouble = next ?? (() => undefined);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** A webhook as anyone could write it. */
export function webhookOf(invoice: string, id: string, note = ''): string {
  return JSON.stringify({ id, invoice, note });
}
