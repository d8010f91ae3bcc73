/** The command cannot run. The message says what to fix and contains no secrets. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
