import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

import { InvoiceRelayError } from '@invoice-relay/core/errors';
import { buildConnector } from 'undici';

import type { AddressGuard } from './address-guard.ts';
import { skipInterimResponses } from './interim-responses.ts';
import type { ResolveHost } from './resolve-host.ts';

/** Nothing was sent, as it would have gone to an address that the guard rejects. */
export class AddressRefusedError extends InvoiceRelayError {
  readonly code = 'address_refused';
}

/**
 * With several addresses, the next one is tried after this time. Node's 250 ms fail distant hosts.
 */
const nextAddressAfterMs = 1_000;

export interface GuardedConnectorOptions {
  readonly guard: AddressGuard;
  readonly resolve: ResolveHost;
  /** For lookup, connecting and TLS together. */
  readonly timeoutMs: number;
  /** Closes every connection, including those still being established. */
  readonly signal: AbortSignal;
  /** Called with an error on a connection that had already delivered a response. */
  readonly onErrorAfterUse: (error: Error) => void;
}

/**
 * Creates connections for undici, and only to addresses that the guard allows.
 *
 * A name is resolved once per connection, and the connection uses an address from that very lookup:
 * a name that resolves elsewhere a moment later (DNS rebinding) gains nothing. With several
 * addresses, rejected ones are skipped. TLS and the `Host` header still use the name.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): buildConnector.connector {
  const { guard, timeoutMs, signal, onErrorAfterUse } = options;
  const connect = buildConnector({
    allowH2: false,
    timeout: timeoutMs,
    signal,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: nextAddressAfterMs,
    lookup: guardedLookup(options),
  });
  return (target, callback) => {
    // Node performs no lookup for a host that is already an address.
    const refusal = isIP(target.hostname) === 0 ? undefined : guard.refusal(target.hostname);
    if (refusal !== undefined) {
      callback(new AddressRefusedError(refusal), null);
      return;
    }
    connect(target, (...connected) => {
      const socket = connected[1];
      if (socket !== null && socket !== undefined) {
        skipInterimResponses(socket);
        socket.on('error', (error) => {
          if (socket.bytesRead > 0) onErrorAfterUse(error);
        });
      }
      callback(...connected);
    });
  };
}

function guardedLookup(options: {
  readonly guard: AddressGuard;
  readonly resolve: ResolveHost;
}): LookupFunction {
  const allowedAddresses = async (hostname: string): Promise<string[]> => {
    const addresses = await options.resolve(hostname);
    const refusals = addresses.map((address) => options.guard.refusal(address));
    const allowed = addresses.filter((_, index) => refusals[index] === undefined);
    if (allowed.length === 0) throw noneAllowed({ hostname, refusals });
    return allowed;
  };
  return (hostname, _, callback) => {
    allowedAddresses(hostname).then(
      (addresses) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: isIP(address) })),
        ),
      (error: Error) => callback(error, []),
    );
  };
}

function noneAllowed(options: {
  readonly hostname: string;
  readonly refusals: readonly (string | undefined)[];
}): AddressRefusedError {
  const { hostname, refusals } = options;
  if (refusals[0] === undefined) {
    return new AddressRefusedError(`${hostname} has no address; check the URL.`);
  }
  const found =
    refusals.length === 1 ? 'an address that is not allowed' : 'addresses none of which is allowed';
  return new AddressRefusedError(`${hostname} resolves to ${found}: ${refusals[0]}`);
}
