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

/** The meaning of each code of Node, OpenSSL or undici; `host` is the URL's, with its port. */
const explanations: Readonly<Record<string, (host: string) => string>> = {
  ENOTFOUND: (host) => `The host name ${host} was not found in DNS; check the URL.`,
  EAI_AGAIN: (host) =>
    `The host name ${host} could not be resolved: the DNS server did not respond; check the DNS of the relay's machine and of the host name.`,
  ECONNREFUSED: (host) =>
    `${host} refused the connection; check that the subscriber is running and listening there.`,
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
    `The TLS certificate of ${host} was issued for another name; check the URL, or the certificate of the subscriber.`,
  UND_ERR_HEADERS_OVERFLOW: (host) =>
    `${host} responded with more than 16 KiB of headers; the subscriber must send fewer.`,
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
};

/**
 * Codes of responses that undici rejects outside its parser: a status of 0, conflicting lengths.
 */
const malformedCodes = new Set(['ERR_ASSERTION', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);

/** Codes of a connection closed by the other side. */
const closedCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/**
 * Why an attempt got no status, and how to fix it: a human-readable sentence. Names the host of the
 * URL and never its path or query, which may contain a secret.
 */
export function explainFailure({ cause, phase, url, timeoutMs }: FailureOptions): string {
  const { host, protocol } = url;
  if (cause === 'aborted') return 'The relay ended the attempt before a response arrived.';
  if (cause === 'timeout') {
    const within = `within ${timeoutMs / 1000} s`;
    return phase === 'connecting'
      ? `No connection to ${host} could be established ${within}; check that it is running and that no firewall is in between.`
      : `${host} received the request and did not respond ${within}; a subscriber should respond first and do its work afterwards.`;
  }
  if (cause instanceof AddressRefusedError) return cause.message;
  const code = codeOf(cause);
  // undici reports an unsolicited 101 as "bad upgrade", and closes the connection itself.
  const isMalformed = malformedCodes.has(code) || cause.message === 'bad upgrade';
  if (isMalformed || cause instanceof errors.HTTPParserError) {
    return `The response of ${host} is not valid HTTP; check the port, and whether the URL should begin with http:// or https://.`;
  }
  if (closedCodes.has(code)) {
    if (phase === 'connecting') {
      return `${host} closed the connection while it was being established; check that the subscriber is running, and whether the URL should begin with http:// or https://.`;
    }
    const hint = protocol === 'http:' ? ', and whether the URL should begin with https://' : '';
    return `${host} closed the connection before responding; check the log of the subscriber${hint}.`;
  }
  const explanation = explanations[code];
  if (explanation !== undefined) return explanation(host);
  if (code === 'EPROTO' || /^ERR_(?:SSL|TLS)_|^CERT_/.test(code)) {
    return `No TLS connection to ${host} could be established (${code}); check the subscriber's TLS, or begin the URL with http:// if it has none.`;
  }
  return `The request to ${host} failed (${code}).`;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function noRoute(host: string): string {
  return `There is no route to ${host} from the relay's machine; check the address and the network.`;
}

function unreachable(host: string): string {
  return `${host} did not accept the connection in time; check that it is running and that no firewall is in between.`;
}

function selfSigned(host: string): string {
  return `The TLS certificate of ${host} is self-signed, so it does not prove the identity of the subscriber, which needs one from a public authority (${privateAuthority}).`;
}

function unknownIssuer(host: string): string {
  return `The TLS certificate of ${host} does not lead to a known authority; the subscriber must send its intermediate certificates too (${privateAuthority}).`;
}

function tooManyFiles(): string {
  return `The relay has too many files and connections open; raise its limit ("ulimit -n").`;
}
