/** A move that cannot finish, and what to do about it. */
export class MoveError extends Error {
  readonly code = 'move_failed';
  override readonly name = 'MoveError';
}
