/** More is waiting than can be written soon: nothing of the request is stored. */
export class OverloadedError extends Error {
  readonly code = 'overloaded';
  override readonly name = 'OverloadedError';
}
