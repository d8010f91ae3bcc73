import type { Contents } from '../shop/contents.ts';
import type { Recorder } from '../shop/recorder.ts';
import type { Store } from '../store/store.ts';
import type { Runtime } from '../runtime.ts';
import type { Operation } from './description.ts';
import type { Given } from './validation.ts';

/** What the handlers work with. */
export interface ApiContext {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly recorder: Recorder;
  readonly contents: Contents;
  /** Of the sandbox, without a slash at the end; known once it listens. */
  readonly baseUrl: () => string;
  /** Aborts when the sandbox stops: nobody is kept waiting any longer then. */
  readonly stopping: AbortSignal;
}

/** One call of an operation, found to fit the description. */
export interface Call extends Given {
  readonly operation: Operation;
}

/** Does what an operation is for, inside a transaction, and gives its answer. */
export type Handler = (call: Call) => unknown;

/** By the ids of operations, such as `invoice/new`. */
export type Handlers = Readonly<Record<string, Handler>>;

/** A request that is well formed and that the vendor refuses: status 200 and `IsFaulted`. */
export class Refusal extends Error {
  readonly code: string;

  constructor(options: { readonly code: string; readonly message: string }) {
    super(options.message);
    this.name = 'Refusal';
    this.code = options.code;
  }
}

export interface FaultedAnswer {
  readonly IsFaulted: true;
  readonly [member: string]: unknown;
}

/**
 * How the vendor says that it refuses, with status 200 (the description's `IErrorInfo`).
 *
 * @param options.withoutText only `UserVisibleMessage` is a data member of the vendor's faults, and
 *   it may be null (read in its public code)
 */
export function faultedAnswer(options: {
  readonly operation: Operation;
  readonly code: string;
  readonly message: string;
  readonly withoutText?: boolean;
}): FaultedAnswer {
  const { operation, code, message, withoutText = false } = options;
  const lists = operation.answer?.$ref?.includes('ListResult') === true;
  return {
    ...(lists && { TotalCount: 0, Count: 0, Result: [] }),
    IsFaulted: true,
    ErrorMessages: [
      withoutText
        ? { UserVisibleMessage: null }
        : {
            Code: code,
            FaultMessage: `${operation.id}: ${message}`,
            Group: operation.id.split('/')[0],
            UserVisibleMessage: message,
          },
    ],
  };
}
