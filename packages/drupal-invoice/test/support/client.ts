import type { TransportRequest, TransportResponse } from '@invoice-relay/core/source';

import { DrupalInvoiceError, createDrupalInvoiceClient } from '../../src/client/index.ts';
import type { DrupalInvoiceClient, DrupalInvoiceClientOptions } from '../../src/client/index.ts';
import { createPlayedSite } from './played-site.ts';
import type { PlayedSite } from './played-site.ts';

export interface TestClient extends DrupalInvoiceClient {
  readonly site: PlayedSite;
  readonly requests: readonly TransportRequest[];
  /** How long the client would have waited, in milliseconds. */
  readonly waits: readonly number[];
  /** Lets time pass, in milliseconds. */
  pass(milliseconds: number): void;
}

export const secrets = { username: 'jane', password: 'hunter2 & <b>' };
const basicAuth = { kind: 'basic', ...secrets } as const;

/** Creates a client of a fake site, whose responses a test may replace. */
export function createTestClient(
  options: Partial<Omit<DrupalInvoiceClientOptions, 'transport'>> & {
    readonly base?: string;
    readonly answer?: (
      request: TransportRequest,
      path: string,
    ) => TransportResponse | Error | undefined;
  } = {},
): TestClient {
  const { answer, base = 'https://example.com/drupal', ...others } = options;
  const requests: TransportRequest[] = [];
  const waits: number[] = [];
  let now = Date.parse('2026-11-28T17:24:20Z');
  const site = createPlayedSite({ now: () => now, base, user: secrets });
  site.trouble = (request, path) => {
    const given = answer?.(request, path);
    if (given instanceof Error) throw given;
    return given;
  };
  const client = createDrupalInvoiceClient({
    credentials: { baseUrl: base, auth: basicAuth },
    transport: async (request) => {
      requests.push(request);
      return site.transport(request);
    },
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    maxAttempts: 1,
    ...others,
  });
  return {
    ...client,
    site,
    requests,
    waits,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** Returns what a call rejects with, and checks that it never contains a secret. */
export async function failureOf(calling: Promise<unknown>): Promise<DrupalInvoiceError> {
  const error: unknown = await calling.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DrupalInvoiceError)) throw error;
  const told = JSON.stringify([error.message, error.details, error, String(error.cause)]);
  const session = /SESS\w+=session|token-of-\d/;
  for (const secret of ['hunter2', btoa(`${secrets.username}:${secrets.password}`)]) {
    if (told.includes(secret) || session.test(told)) throw new Error(`A secret is told: ${told}`);
  }
  return error;
}
