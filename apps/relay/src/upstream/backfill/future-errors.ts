import type { FieldError } from '../../shared/problems/problem.ts';

/** @param options.from epoch milliseconds; undefined means everything */
export function futureErrors(options: {
  readonly from: number | undefined;
  readonly now: number;
}): readonly FieldError[] {
  const { from, now } = options;
  return from === undefined || from <= now
    ? []
    : [{ path: 'from', message: 'must not be in the future' }];
}
