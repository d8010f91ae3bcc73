import { createRedact, withRetries } from '@invoice-relay/core/http';
import type {
  ClientRuntime,
  TransportRequest,
  TransportResponse,
} from '@invoice-relay/core/source';

import type { DrupalInvoiceCredentials } from '../../credentials.ts';
import { createCallErrors } from '../errors/index.ts';
import type { CallErrors, Method } from '../errors/index.ts';
import { createAuthentication } from './authentication.ts';
import { createSessionKeeper } from './session.ts';
import type { SessionKeeper } from './session.ts';

export interface Sending<Result> {
  /** The name of the call for users: `invoices.get`. */
  readonly call: string;
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal | undefined;
  /** Reads a response with a success status. What it throws may lead to another attempt. */
  readonly read: (response: TransportResponse, errors: CallErrors) => Result;
}

export interface Sender {
  /** Reads something, with retries where they may help. */
  get<Result>(sending: Omit<Sending<Result>, 'method' | 'body'>): Promise<Result>;
  /**
   * Sends a write once, with session and token; and once more after a new login if the site does
   * not accept the token (406), as nothing was done in that case.
   */
  write<Result>(sending: Sending<Result>): Promise<Result>;
  /** The errors of a call, for problems found after its response was read. */
  errorsOf(call: Pick<Sending<unknown>, 'call' | 'url' | 'method'>): CallErrors;
  readonly session: SessionKeeper;
}

export function createSender(options: {
  readonly runtime: ClientRuntime;
  readonly credentials: DrupalInvoiceCredentials;
  readonly maxAttempts: number;
}): Sender {
  const { runtime, credentials, maxAttempts } = options;
  const authentication = createAuthentication(credentials);
  const redact = createRedact({ secrets: authentication.secrets });
  const session = createSessionKeeper({ runtime, credentials, authentication, redact });

  const errorsOf: Sender['errorsOf'] = ({ call, url, method }) =>
    createCallErrors({ call, url, credentials, method, redact, now: runtime.now });

  const ask = async (
    { method, url, body, signal, headers }: Omit<Sending<unknown>, 'read' | 'call'>,
    errors: CallErrors,
  ): Promise<TransportResponse> => {
    const request: TransportRequest = {
      method,
      url,
      headers: { ...headers, ...authentication.api },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    };
    try {
      return await runtime.transport(request);
    } catch (thrown) {
      signal?.throwIfAborted();
      throw errors.unreachable(thrown);
    }
  };

  return {
    errorsOf,
    session,
    get: (sending) => {
      const { signal } = sending;
      const errors = errorsOf({ ...sending, method: 'GET' });
      return withRetries({
        runtime,
        signal,
        maxAttempts,
        attempt: async () => {
          const response = await ask({ ...sending, method: 'GET' }, errors);
          if (isSuccess(response)) return sending.read(response, errors);
          throw errors.ofStatus(response);
        },
      });
    },
    write: async (sending) => {
      const { signal } = sending;
      const errors = errorsOf(sending);
      for (let isSecond = false; ; isSecond = true) {
        const used = await session.get(signal);
        const headers = { ...sending.headers, cookie: used.cookie, 'x-csrf-token': used.token };
        const response = await ask({ ...sending, headers }, errors);
        signal?.throwIfAborted();
        if (isSuccess(response)) return sending.read(response, errors);
        if (response.status === 406) session.drop(used);
        if (response.status !== 406 || isSecond) throw errors.ofStatus(response);
      }
    },
  };
}

function isSuccess({ status }: TransportResponse): boolean {
  return status >= 200 && status < 300;
}
