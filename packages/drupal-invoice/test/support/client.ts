import { VendorError } from '@invoice-relay/core/errors';
import type { Transport, TransportRequest, TransportResponse } from '@invoice-relay/core/source';

import { createDrupalInvoiceClient } from '../../src/client/index.ts';
import type { DrupalInvoiceClient, DrupalInvoiceClientOptions } from '../../src/client/index.ts';

/** An answer that a test gives; the body as UTF-8 when it is text. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface TestClient extends DrupalInvoiceClient {
  readonly requests: readonly TransportRequest[];
  /** How long the client would have waited, in milliseconds. */
  readonly waits: readonly number[];
}

export const secrets = { username: 'jane', password: 'hunter2 & <b>' };
export const basicAuth = { kind: 'basic', ...secrets } as const;

/** A client whose transport answers by itself; an `Error` is what the transport throws. */
export function createTestClient(
  options: Partial<Omit<DrupalInvoiceClientOptions, 'transport'>> & {
    readonly answer: Answer | Error | ((request: TransportRequest) => Answer | Error);
  },
): TestClient {
  const { answer, ...others } = options;
  const requests: TransportRequest[] = [];
  const waits: number[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    const given = typeof answer === 'function' ? answer(request) : answer;
    if (given instanceof Error) throw given;
    return responseOf(given);
  };
  const client = createDrupalInvoiceClient({
    credentials: { baseUrl: 'https://example.com/drupal/', auth: basicAuth },
    transport,
    now: () => Date.parse('2026-11-20T10:00:00Z'),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    maxAttempts: 1,
    ...others,
  });
  return { ...client, requests, waits };
}

function responseOf({ status = 200, headers = {}, body = '' }: Answer): TransportResponse {
  return {
    status,
    headers,
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}

/** What a call rejects with, which never holds a secret. */
export async function failureOf(calling: Promise<unknown>): Promise<VendorError> {
  const error: unknown = await calling.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw error;
  const told = JSON.stringify([error.message, error.details, error, String(error.cause)]);
  for (const secret of ['hunter2', btoa(`${secrets.username}:${secrets.password}`)]) {
    if (told.includes(secret)) throw new Error(`A secret is told: ${told}`);
  }
  return error;
}
