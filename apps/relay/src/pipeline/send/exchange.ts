import type { Dispatcher } from 'undici';

import { AnswerText } from './answer-text.ts';

/** How far an attempt got before it failed: no connection yet, or no status yet. */
export type Phase = 'connecting' | 'waiting';

/** Why an attempt was ended from our side. */
export type Ending = 'timeout' | 'aborted';

export type ExchangeResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The first value of a header of the answer. */
      readonly header: (name: string) => string | undefined;
      readonly text: string;
    }
  | {
      readonly kind: 'failed';
      readonly cause: Ending | Error;
      readonly phase: Phase;
      /** True when not a single byte of an answer came. */
      readonly silent: boolean;
    };

export interface ExchangeRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends it from our side; its reason is an `Ending`. */
  readonly ending: AbortSignal;
}

/** Of an answer's body, so many bytes are read; then the connection is cut. */
const longestBody = 64 * 1024;

/**
 * Sends one request and takes its answer. Never rejects.
 *
 * The status decides. Once it is there, a body that drips, breaks off or is too long changes
 * nothing: what came of it is kept for people to read.
 */
export async function exchange(options: {
  readonly dispatcher: Dispatcher;
  readonly request: ExchangeRequest;
}): Promise<ExchangeResult> {
  const { dispatcher, request } = options;
  const { url, headers, body, ending } = request;
  const handler = new ExchangeHandler();
  const end = (): void => handler.end(ending.reason as Ending);
  if (ending.aborted) {
    end();
    return handler.result;
  }
  ending.addEventListener('abort', end);
  dispatcher.dispatch(
    {
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers,
      body,
      // The sender's own limit is over all phases together.
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    handler,
  );
  try {
    return await handler.result;
  } finally {
    ending.removeEventListener('abort', end);
  }
}

/**
 * Takes what undici tells of a request. Unlike undici's `request()`, it can be ended while the
 * connection is still being made, and knows how far it got.
 */
class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #result = Promise.withResolvers<ExchangeResult>();
  readonly #text = new AnswerText();
  #controller: Dispatcher.DispatchController | undefined;
  #answer: Pick<Extract<ExchangeResult, { kind: 'answered' }>, 'status' | 'header'> | undefined;
  #ended: Ending | undefined;
  #silent = true;

  get result(): Promise<ExchangeResult> {
    return this.#result.promise;
  }

  /** Ends it from our side, wherever it is. A request that was not sent yet never is. */
  end(reason: Ending): void {
    this.#ended = reason;
    this.#settle(reason);
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
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    // 1xx only announces the answer.
    if (status < 200) return;
    this.#answer = { status, header: (name) => [headers[name]].flat()[0] };
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#text.add(chunk);
    if (this.#text.bytesSeen <= longestBody) return;
    this.#settle(new Error('body too long'));
    controller.abort(new Error('body too long'));
  }

  onResponseEnd(): void {
    this.#settle(new Error('ended without a status'));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#settle(error);
  }

  /** The first call counts. */
  #settle(cause: Ending | Error): void {
    this.#result.resolve(
      this.#answer === undefined
        ? {
            kind: 'failed',
            cause,
            phase: this.#controller === undefined ? 'connecting' : 'waiting',
            silent: this.#silent,
          }
        : { kind: 'answered', ...this.#answer, text: this.#text.toString() },
    );
  }
}
