import type { Contents } from '../shop/contents.ts';
import type { Recorder } from '../shop/recorder.ts';
import type { Store } from '../store/store.ts';
import type { Runtime } from '../runtime.ts';
import type { Operation } from './description.ts';
import type { Given } from './validation.ts';

/** Dependencies of the handlers. */
export interface ApiContext {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly recorder: Recorder;
  readonly contents: Contents;
  /** URL of the sandbox, without a trailing slash; known once it listens. */
  readonly baseUrl: () => string;
  /** Aborts when the sandbox stops, which ends all waits. */
  readonly stopping: AbortSignal;
}

/** One call of an operation, validated against the description. */
export interface Call extends Given {
  readonly operation: Operation;
}

/** Performs an operation inside a transaction and returns its response. */
export type Handler = (call: Call) => unknown;

/** Keyed by operation id, e.g. `invoice/new`. */
export type Handlers = Readonly<Record<string, Handler>>;

/** A well-formed request that the vendor rejects: status 200 and `IsFaulted`. */
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
 * Builds the vendor's rejection, sent with status 200 (`IErrorInfo` in the description).
 *
 * @param options.withoutText the vendor's faults have a single data member, `UserVisibleMessage`,
 *   and it may be null (read in its public code)
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
