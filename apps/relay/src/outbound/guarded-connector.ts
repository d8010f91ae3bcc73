import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

import { InvoiceRelayError } from '@invoice-relay/core/errors';
import { buildConnector } from 'undici';

import type { AddressGuard } from './address-guard.ts';
import { skipInterimAnswers } from './interim-answers.ts';
import type { ResolveHost } from './resolve-host.ts';

/** Nothing was sent, since it would have gone to an address that the guard refuses. */
export class AddressRefusedError extends InvoiceRelayError {
  readonly code = 'address_refused';
}

/** Of several addresses, the next one is tried after so long. Node's 250 ms fail far hosts. */
const nextAddressAfterMs = 1_000;

export interface GuardedConnectorOptions {
  readonly guard: AddressGuard;
  readonly resolve: ResolveHost;
  /** For looking up, connecting and TLS together. */
  readonly timeoutMs: number;
  /** Closes every connection, those still being made included. */
  readonly signal: AbortSignal;
  /** Told of an error on a connection that had already brought an answer. */
  readonly onErrorAfterUse: (error: Error) => void;
}

/**
 * Makes connections for undici, and only to addresses that the guard lets through.
 *
 * A name is resolved once per connection, and what is connected to is an address out of that
 * very answer: a name that leads elsewhere a moment later (DNS rebinding) gains nothing. Of
 * several addresses, refused ones are left out. TLS and the `Host` header still know the name.
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
    // Node asks no lookup about a host that is an address already.
    const refusal = isIP(target.hostname) === 0 ? undefined : guard.refusal(target.hostname);
    if (refusal !== undefined) {
      callback(new AddressRefusedError(refusal), null);
      return;
    }
    connect(target, (...connected) => {
      const socket = connected[1];
      if (socket !== null && socket !== undefined) {
        skipInterimAnswers(socket);
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
