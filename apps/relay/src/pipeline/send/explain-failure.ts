import { errors } from 'undici';

import { AddressRefusedError } from '../../outbound/guarded-connector.ts';
import type { Ending, Phase } from './exchange.ts';

interface FailureOptions {
  readonly cause: Ending | Error;
  readonly phase: Phase;
  readonly url: URL;
  readonly timeoutMs: number;
}

const privateAuthority =
  'for a private authority, start the relay with NODE_EXTRA_CA_CERTS naming its certificate';

/** What each code of Node, OpenSSL or undici means; `host` is the URL's, with its port. */
const explanations: Readonly<Record<string, (host: string) => string>> = {
  ENOTFOUND: (host) => `The name of ${host} was not found in the DNS; check the URL.`,
  EAI_AGAIN: (host) =>
    `The name of ${host} could not be looked up: the DNS did not answer; check the DNS of the relay's machine and of the name.`,
  ECONNREFUSED: (host) =>
    `${host} refused the connection; check that the subscriber is running and listens there.`,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EADDRNOTAVAIL: noRoute,
  ETIMEDOUT: unreachable,
  UND_ERR_CONNECT_TIMEOUT: unreachable,
  CERT_HAS_EXPIRED: (host) =>
    `The TLS certificate of ${host} has expired; the subscriber must renew it.`,
  CERT_NOT_YET_VALID: (host) =>
    `The TLS certificate of ${host} is not valid yet; check its dates and the clock of the relay's machine.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) =>
    `The TLS certificate of ${host} is made out to another name; check the URL, or the certificate of the subscriber.`,
  UND_ERR_HEADERS_OVERFLOW: (host) =>
    `${host} answered with more than 16 KiB of headers; the subscriber must send fewer.`,
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
};

/** Codes of a connection that the other side closed. */
const closedCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * Why an attempt brought no status, and how to fix it: a sentence for people. Names the host of
 * the URL and never its path or query, which may hold a secret.
 */
export function explainFailure({ cause, phase, url, timeoutMs }: FailureOptions): string {
  const { host, protocol } = url;
  if (cause === 'aborted') return 'The relay ended the attempt before an answer came.';
  if (cause === 'timeout') {
    const within = `within ${timeoutMs / 1000} s`;
    return phase === 'connecting'
      ? `No connection with ${host} came about ${within}; check that it is running and that no firewall is between.`
      : `${host} took the request and did not answer ${within}; a subscriber should answer first and work later.`;
  }
  if (cause instanceof AddressRefusedError) return cause.message;
  const code = codeOf(cause);
  if (closedCodes.has(code)) {
    if (phase === 'connecting') {
      return `${host} closed the connection while it was being made; check that the subscriber is running, and whether the URL should begin with http:// or https://.`;
    }
    const hint = protocol === 'http:' ? ', and whether the URL should begin with https://' : '';
    return `${host} closed the connection before it had answered; check the log of the subscriber${hint}.`;
  }
  if (cause instanceof errors.HTTPParserError) {
    return `What ${host} answered is not HTTP; check the port, and whether the URL should begin with http:// or https://.`;
  }
  const explanation = explanations[code];
  if (explanation !== undefined) return explanation(host);
  if (code === 'EPROTO' || /^ERR_(?:SSL|TLS)_|^CERT_/.test(code)) {
    return `No TLS connection with ${host} came about (${code}); check the subscriber's TLS, or begin the URL with http:// if it has none.`;
  }
  return `The request to ${host} failed (${code}).`;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function noRoute(host: string): string {
  return `There is no way to ${host} through the network of the relay's machine; check the address and the network.`;
}

function unreachable(host: string): string {
  return `${host} did not take up the connection in time; check that it is running and that no firewall is between.`;
}

function selfSigned(host: string): string {
  return `The TLS certificate of ${host} is self-signed, so that it does not prove whose it is; the subscriber needs one of a public authority (${privateAuthority}).`;
}

function unknownIssuer(host: string): string {
  return `The TLS certificate of ${host} does not lead to a known authority; the subscriber must send its intermediate certificates too (${privateAuthority}).`;
}

function tooManyFiles(): string {
  return `The relay has too many files and connections open; raise its limit ("ulimit -n").`;
}
