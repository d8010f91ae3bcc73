import { VendorError } from '@invoice-relay/core/errors';
import type {
  ClientRuntime,
  TransportRequest,
  TransportResponse,
} from '@invoice-relay/core/source';

import type { EnvoiceCredentials } from '../../credentials.ts';
import { createRedact, withRetries } from '@invoice-relay/core/http';
import { createVendorErrors } from './vendor-errors.ts';
import type { VendorErrors } from './vendor-errors.ts';

export interface Sending<Result> {
  /** The name of the call for users: `invoices.get`. */
  readonly call: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly repeatable: boolean;
  /** Whether it names something that may not exist, such as an invoice by its id. */
  readonly namesSomething: boolean;
  readonly signal: AbortSignal | undefined;
  /** Reads a 2xx response. What it throws may lead to another attempt. */
  readonly read: (response: TransportResponse, errors: VendorErrors) => Result;
  /** Whether it follows a link: a redirect is then passed to `read` as well. */
  readonly followsLink?: boolean;
}

/** Sends a request and reads its response, with retries if they are safe and may help. */
export type Send = <Result>(sending: Sending<Result>) => Promise<Result>;

export function createSend(options: {
  readonly runtime: ClientRuntime;
  readonly credentials: EnvoiceCredentials;
  readonly maxAttempts: number;
}): Send {
  const { runtime, credentials, maxAttempts } = options;
  const { authKey, authSecret, baseUrl } = credentials;
  const redact = createRedact({ secrets: [authKey, authSecret] });
  const home = new URL(baseUrl).origin;

  return (sending) => {
    const { call, method, url, body, repeatable, namesSomething, signal } = sending;
    const { followsLink = false } = sending;
    const { origin } = new URL(url);
    // A link may lead anywhere: the credentials are for Envoice only.
    const authenticates = origin === home;
    const request: TransportRequest = {
      method,
      url,
      headers: {
        ...sending.headers,
        ...(authenticates ? { 'x-auth-key': authKey, 'x-auth-secret': authSecret } : {}),
      },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    };
    const errors = createVendorErrors({
      call,
      origin,
      repeatable,
      authenticates,
      followsLink,
      namesSomething,
      redact,
      now: runtime.now,
    });

    const attempt = async () => {
      let response: TransportResponse;
      try {
        response = await runtime.transport(request);
      } catch (thrown) {
        // The host may know better why nothing was sent.
        throw thrown instanceof VendorError ? thrown : errors.unreachable(thrown);
      }
      const { status } = response;
      const isRedirect = status >= 300 && status < 400;
      if ((status >= 200 && status < 300) || (isRedirect && followsLink)) {
        return sending.read(response, errors);
      }
      throw errors.ofStatus(response);
    };
    return withRetries({ runtime, signal, attempt, maxAttempts: repeatable ? maxAttempts : 1 });
  };
}
