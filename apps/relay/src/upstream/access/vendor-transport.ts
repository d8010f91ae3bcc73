import { VendorError } from '@invoice-relay/core/errors';
import type { Transport } from '@invoice-relay/core/source';
import { Agent, fetch } from 'undici';
import type { Response } from 'undici';

import type { AddressGuard } from '../../outbound/address-guard.ts';
import { AddressRefusedError, createGuardedConnector } from '../../outbound/guarded-connector.ts';
import { createSystemResolver } from '../../outbound/resolve-host.ts';
import type { ResolveHost } from '../../outbound/resolve-host.ts';

/** The time limit of one request to a vendor, including its response. Milliseconds. */
const timeoutMs = 30_000;

/** No vendor's document is larger than this. Bytes. */
const maxResponseBytes = 32 * 1024 * 1024;

/** The HTTP transport to vendors. */
export interface VendorTransport {
  readonly transport: Transport;
  /** Closes every connection. */
  close(): Promise<void>;
}

/**
 * Reaches vendors with `fetch`, at addresses that the guard allows. Follows no redirects: the
 * credentials are for one host only.
 *
 * The transport throws a `VendorError` for a rejected address, with the guard's message.
 */
export function createVendorTransport(options: {
  readonly guard: AddressGuard;
  readonly resolve?: ResolveHost;
}): VendorTransport {
  const { guard, resolve = createSystemResolver() } = options;
  const closing = new AbortController();
  const dispatcher = new Agent({
    connect: createGuardedConnector({
      guard,
      resolve,
      timeoutMs,
      signal: closing.signal,
      onErrorAfterUse: () => {},
    }),
  });
  return {
    async transport({ url, signal, ...request }) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const response = await fetch(url, {
        ...request,
        body: request.body ?? null,
        dispatcher,
        redirect: 'manual',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      }).catch((error: unknown) => {
        throw refusedOr(error);
      });
      return {
        status: response.status,
        headers: headersOf(response),
        body: await readWithin(response),
      };
    },
    async close() {
      closing.abort();
      await dispatcher.destroy();
    },
  };
}

/** The guard's message is in the cause of what `fetch` throws. */
function refusedOr(error: unknown): unknown {
  const { cause } = error as { readonly cause?: unknown };
  if (!(cause instanceof AddressRefusedError)) return error;
  return new VendorError('vendor_refused', `Nothing was sent to the vendor: ${cause.message}`);
}

/**
 * Several `set-cookie` headers of a response are joined by line breaks: their dates contain commas.
 */
function headersOf({ headers }: Response): Record<string, string> {
  const cookies = headers.getSetCookie();
  return {
    ...Object.fromEntries(headers),
    ...(cookies.length === 0 ? {} : { 'set-cookie': cookies.join('\n') }),
  };
}

async function readWithin(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxResponseBytes) throw new Error('The response is larger than 32 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
