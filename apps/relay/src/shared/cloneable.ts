import { describeThrown } from './describe-thrown.ts';

/**
 * What was thrown, if it can be passed between threads; otherwise an error that describes it.
 * Functions cannot be passed, for example as the cause of an error.
 */
export function cloneable(thrown: unknown): unknown {
  try {
    return structuredClone(thrown);
  } catch {
    return new Error(describeThrown(thrown));
  }
}
