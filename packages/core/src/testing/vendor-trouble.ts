import type { VendorErrorCode } from '../errors/index.ts';
import type { Transport, TransportRequest } from '../source/index.ts';

/** A way in which a vendor fails. */
export interface Trouble {
  readonly name: string;
  /** Responds instead of the vendor. Repeats the request, as some servers and HTTP libraries do. */
  readonly transport: Transport;
  /** The codes that a VendorError may have then. */
  readonly codes: readonly VendorErrorCode[];
  /** How long it asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** True if it may also mean that there is no such document. */
  readonly mayBeNoDocument?: true;
}

/** What an HTTP library throws without a response, and everything that it says then. */
export const unreachable: Trouble = {
  name: 'does not respond',
  transport: async (request) => {
    const error = new Error(`connect ECONNREFUSED: ${repeat(request)}`);
    throw Object.assign(error, { code: 'ECONNREFUSED' });
  },
  codes: ['vendor_unreachable'],
};

export const failing: Trouble = {
  name: 'responds 503 with a web page',
  transport: answer({ status: 503, contentType: 'text/html; charset=utf-8' }),
  codes: ['vendor_failed'],
};

export const troubles: readonly Trouble[] = [
  unreachable,
  failing,
  {
    name: 'responds 408, as a proxy does',
    transport: answer({ status: 408, contentType: 'text/html' }),
    codes: ['vendor_failed', 'vendor_unreachable'],
  },
  {
    name: 'responds 401',
    transport: answer({ status: 401, contentType: 'text/html; charset=utf-8' }),
    codes: ['vendor_unauthorized'],
  },
  {
    name: 'responds 429 and asks to wait for two minutes',
    transport: answer({ status: 429, contentType: 'text/plain', retryAfterSeconds: 120 }),
    codes: ['vendor_rate_limited'],
    retryAfterMs: 120_000,
  },
  {
    name: 'responds 200 with a web page instead of JSON',
    transport: answer({ status: 200, contentType: 'text/html; charset=utf-8' }),
    codes: ['vendor_answer_invalid', 'vendor_unauthorized', 'vendor_refused'],
  },
  {
    name: 'responds 404 with a web page, as at a wrong address',
    transport: answer({ status: 404, contentType: 'text/html; charset=utf-8' }),
    codes: ['vendor_not_found', 'vendor_answer_invalid', 'vendor_refused'],
    mayBeNoDocument: true,
  },
];

function answer(options: {
  readonly status: number;
  readonly contentType: string;
  readonly retryAfterSeconds?: number;
}): Transport {
  const { status, contentType, retryAfterSeconds } = options;
  return async (request) => ({
    status,
    headers: {
      'content-type': contentType,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: new TextEncoder().encode(
      `<!DOCTYPE html><html><body><p>Trouble with ${repeat(request)}</p></body></html>`,
    ),
  });
}

function repeat({ method, url, headers }: TransportRequest): string {
  return `${method} ${url} ${JSON.stringify(headers ?? {})}`;
}
