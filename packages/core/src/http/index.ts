export { codesOf, isTimeout } from './error-codes.ts';
export { readFileName } from './file-name.ts';
export { createRedact } from './redact.ts';
export type { Redact } from './redact.ts';
export { longestWaitMs, withRetries } from './retries.ts';
export { longestRetryAfterMs, readRetryAfter } from './retry-after.ts';
