/** The call cannot be carried out. The message says what to fix, and holds no secret. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
