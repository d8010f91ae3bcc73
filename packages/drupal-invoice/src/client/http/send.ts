import { createRedact, withRetries } from '@invoice-relay/core/http';
import type { ClientWorld, TransportRequest, TransportResponse } from '@invoice-relay/core/source';

import type { DrupalInvoiceCredentials } from '../../credentials.ts';
import { createAuthentication } from './authentication.ts';
import { createVendorErrors } from './vendor-errors.ts';
import type { VendorErrors } from './vendor-errors.ts';

export interface Sending<Result> {
  /** What people know the call by: `invoices.get`. */
  readonly call: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal | undefined;
  /** Statuses beyond 2xx that `read` wants to see. */
  readonly readsAlso?: (response: TransportResponse) => boolean;
  /** Reads an answer. What it throws may lead to another attempt. */
  readonly read: (response: TransportResponse, errors: VendorErrors) => Result;
}

/** Sends a request and reads its answer, again where that is safe and may help. */
export type Send = <Result>(sending: Sending<Result>) => Promise<Result>;

/** The errors of a call, for what is found after its answer was read. */
export type ErrorsOf = (call: Pick<Sending<unknown>, 'call' | 'url' | 'method'>) => VendorErrors;

export function createSend(options: {
  readonly world: ClientWorld;
  readonly credentials: DrupalInvoiceCredentials;
  readonly maxAttempts: number;
}): { readonly send: Send; readonly errorsOf: ErrorsOf } {
  const { world, credentials, maxAttempts } = options;
  const authentication = createAuthentication(credentials);
  const redact = createRedact({ secrets: authentication.secrets });
  // A second POST would make a second invoice.
  const isRepeatable = (method: string) => method !== 'POST';

  const errorsOf: ErrorsOf = ({ call, url, method }) =>
    createVendorErrors({
      call,
      url,
      credentials,
      method,
      redact,
      now: world.now,
    });

  const send: Send = (sending) => {
    const { call, method, url, body, signal, readsAlso } = sending;
    const request: TransportRequest = {
      method,
      url,
      headers: { ...sending.headers, ...authentication.headers },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    };
    const errors = errorsOf({ call, url, method });
    const attempt = async () => {
      let response: TransportResponse;
      try {
        response = await world.transport(request);
      } catch (thrown) {
        throw errors.unreachable(thrown);
      }
      const { status } = response;
      const isRead = (status >= 200 && status < 300) || readsAlso?.(response) === true;
      if (isRead) return sending.read(response, errors);
      throw errors.ofStatus(response);
    };
    return withRetries({
      world,
      signal,
      attempt,
      maxAttempts: isRepeatable(method) ? maxAttempts : 1,
    });
  };
  return { send, errorsOf };
}
