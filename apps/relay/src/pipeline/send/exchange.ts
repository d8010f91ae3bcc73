import type { Dispatcher } from 'undici';

import { ResponseText } from './response-text.ts';
import type { ResponseHeaders } from './sender.ts';

/** How far an attempt got before it failed: no connection yet, or no status yet. */
export type Phase = 'connecting' | 'waiting';

/** Why an attempt was ended from our side. */
export type Ending = 'timeout' | 'aborted';

export type ExchangeResult =
  | {
      readonly kind: 'responded';
      readonly status: number;
      readonly headers: ResponseHeaders;
      readonly body: ResponseText;
    }
  | {
      readonly kind: 'failed';
      readonly cause: Ending | Error;
      readonly phase: Phase;
      /** True if not a single byte of a response arrived. */
      readonly silent: boolean;
    };

export interface ExchangeRequest {
  readonly origin: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** How much of the response body is kept, in bytes. */
  readonly keep: number;
  /** Called once the status is known, before the body. */
  readonly onStatus?: ((status: number) => void) | undefined;
}

/** How many bytes of a response body are read; then the connection is closed. */
export const longestBody = 64 * 1024;

/**
 * One request and its response. `result` never rejects.
 *
 * The status decides. Once it is known, a body that trickles, breaks off or is too long changes
 * nothing: what arrived is kept for people to read.
 *
 * Unlike undici's `request()`, it can be aborted while the connection is still being established,
 * and knows how far it got.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #result = Promise.withResolvers<ExchangeResult>();
  readonly #body: ResponseText;
  readonly #onStatus: ExchangeRequest['onStatus'];
  #controller: Dispatcher.DispatchController | undefined;
  #response: { readonly status: number; readonly headers: ResponseHeaders } | undefined;
  #ended: Ending | undefined;
  #silent = true;
  #complete = false;

  constructor(options: { readonly dispatcher: Dispatcher; readonly request: ExchangeRequest }) {
    const { origin, path, headers, body, keep, onStatus } = options.request;
    this.#body = new ResponseText({ longest: keep });
    this.#onStatus = onStatus;
    options.dispatcher.dispatch(
      {
        origin,
        path,
        method: 'POST',
        headers,
        body,
        // The sender's own limit covers all phases together.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      this,
    );
  }

  get result(): Promise<ExchangeResult> {
    return this.#result.promise;
  }

  /** True once the response ended properly, so that its connection can be reused. */
  get isComplete(): boolean {
    return this.#complete;
  }

  /** Ends it from our side, wherever it is. A request that was not sent yet never is. */
  end(reason: Ending): void {
    this.#ended = reason;
    this.#finish(reason);
    this.#controller?.abort(new Error(reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended !== undefined) controller.abort(new Error(this.#ended));
  }

  onResponseStarted(): void {
    this.#silent = false;
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: ResponseHeaders,
  ): void {
    // 1xx only announces the response.
    if (status < 200) return;
    this.#response = { status, headers };
    this.#onStatus?.(status);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#body.add(chunk);
    if (this.#body.bytesSeen <= longestBody) return;
    this.#finish('aborted');
    controller.abort(new Error('body too long'));
  }

  onResponseEnd(): void {
    this.#complete = this.#ended === undefined;
    this.#finish('aborted');
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#finish(error);
  }

  /** The first call counts. `cause` only matters if there was no status. */
  #finish(cause: Ending | Error): void {
    this.#result.resolve(
      this.#response === undefined
        ? {
            kind: 'failed',
            cause,
            phase: this.#controller === undefined ? 'connecting' : 'waiting',
            silent: this.#silent,
          }
        : { kind: 'responded', ...this.#response, body: this.#body },
    );
  }
}
