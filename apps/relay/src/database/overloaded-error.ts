/** More is waiting than can be written soon: nothing of what was asked for is kept. */
export class OverloadedError extends Error {
  readonly code = 'overloaded';
  override readonly name = 'OverloadedError';
}
