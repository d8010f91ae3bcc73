import { codesOf } from '@invoice-relay/core/http';

import { RelayConnectionError } from '../errors.ts';
import type { RelayConnectionErrorCode } from '../errors.ts';
import type { Redact } from './redact.ts';

const codes: Readonly<Record<string, RelayConnectionErrorCode>> = {
  ECONNREFUSED: 'connection_refused',
  ENOTFOUND: 'host_not_found',
  EAI_AGAIN: 'host_not_found',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  UND_ERR_SOCKET: 'connection_lost',
  ETIMEDOUT: 'timeout',
  ECONNABORTED: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  TimeoutError: 'timeout',
  'request-timeout': 'timeout',
  'body-timeout': 'timeout',
};
const ofTls = /^(ERR_TLS_|ERR_SSL_|CERT_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** The error for a transport that returned no response. What it threw may contain the API key. */
export function connectionError(options: {
  readonly call: string;
  readonly thrown: unknown;
  readonly baseUrl: string;
  readonly redact: Redact;
}): RelayConnectionError {
  const { call, thrown, baseUrl, redact } = options;
  const known = codesOf(thrown).find((name) => name in codes || ofTls.test(name));
  const code = known === undefined ? 'network_failed' : (codes[known] ?? 'tls_failed');
  const reason = redact(known ?? (thrown instanceof Error ? thrown.message : String(thrown)));
  return new RelayConnectionError(code, `${call}: ${explain({ code, baseUrl, reason })}`);
}

function explain(options: {
  readonly code: RelayConnectionErrorCode;
  readonly baseUrl: string;
  readonly reason: string;
}): string {
  const { code, baseUrl, reason } = options;
  switch (code) {
    case 'connection_refused':
      return `nothing listens at ${baseUrl} (${reason}). Is the relay running there? Start it, or set baseUrl to its address.`;
    case 'host_not_found':
      return `the host of ${baseUrl} was not found (${reason}). Check the host name in baseUrl, and this machine's network.`;
    case 'connection_lost':
      return `the connection to ${baseUrl} was lost before the response was complete (${reason}). Was the relay stopped? The request may have been processed: repeat the call, with the same idempotencyKey if it changes something.`;
    case 'timeout':
      return `no complete response came from ${baseUrl} in time (${reason}). Is the relay overloaded, or is there a firewall in between? The request may have been processed: repeat the call, with the same idempotencyKey if it changes something.`;
    case 'tls_failed':
      return `a secure connection to ${baseUrl} could not be established (${reason}). Check the certificate of that address, and whether baseUrl should begin with "http:" or "https:".`;
    case 'network_failed':
      return `${baseUrl} cannot be reached (${reason}). Check baseUrl, and that this machine can reach it.`;
  }
}
