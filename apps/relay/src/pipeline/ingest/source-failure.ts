import { PayloadError, SignatureError } from '@invoice-relay/core/errors';
import type { AnySource, Awaitable } from '@invoice-relay/core/source';

import { describeThrown } from '../../shared/describe-thrown.ts';
import { readingProblem } from '../log/read-activity.ts';
import type { ReadingProblem } from '../log/read-activity.ts';

/** A plugin threw something outside its contract: the plugin is at fault, not the request. */
export class SourceFailure extends Error {
  readonly code = 'source_failed';
  override readonly name = 'SourceFailure';
  /** What it was doing. */
  readonly doing: 'probe' | 'verify' | 'parse';

  constructor(options: { readonly doing: SourceFailure['doing']; readonly cause: unknown }) {
    super(describeThrown(options.cause), { cause: options.cause });
    this.doing = options.doing;
  }
}

/**
 * Runs plugin code, so that its failures are never mistaken for ours. Synchronous results are
 * returned synchronously: most are, and every webhook passes through here.
 */
export function callSource<T>(
  doing: SourceFailure['doing'],
  work: () => Awaitable<T>,
): Awaitable<T> {
  try {
    const result = work();
    if (typeof (result as { then?: unknown } | undefined)?.then !== 'function') return result;
    return Promise.resolve(result).catch((error: unknown) => {
      throw ofSource(doing, error);
    });
  } catch (error) {
    throw ofSource(doing, error);
  }
}

function ofSource(doing: SourceFailure['doing'], error: unknown): unknown {
  return isRequestFault(error) ? error : new SourceFailure({ doing, cause: error });
}

/** Why a webhook cannot be read, from what `callSource` threw. */
export function webhookProblem(error: unknown, source: AnySource): ReadingProblem {
  const isFailure = error instanceof SourceFailure;
  return readingProblem(isFailure ? error.cause : error, {
    source: source.name,
    doing: isFailure ? error.doing : 'parse',
  });
}

/** Whether an error of a source means that the request is at fault, and not the source. */
export function isRequestFault(error: unknown): error is PayloadError | SignatureError {
  return error instanceof PayloadError || error instanceof SignatureError;
}
