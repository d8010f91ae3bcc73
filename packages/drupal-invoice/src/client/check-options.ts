import { ConfigError } from '@invoice-relay/core/errors';
import * as v from 'valibot';

import { drupalInvoiceCredentialsSchema } from '../credentials.ts';
import type { DrupalInvoiceCredentials } from '../credentials.ts';

const defaultMaxAttempts = 3;

/** @throws {ConfigError} which never repeats the input */
export function checkCredentials(credentials: unknown): DrupalInvoiceCredentials {
  const result = v.safeParse(drupalInvoiceCredentialsSchema, credentials);
  if (result.success) return result.output;
  throw new ConfigError(result.issues.map(({ message }) => message));
}

/** @throws {ConfigError} */
export function checkMaxAttempts(maxAttempts: number = defaultMaxAttempts): number {
  if (Number.isSafeInteger(maxAttempts) && maxAttempts >= 1) return maxAttempts;
  throw new ConfigError(['maxAttempts must be a whole number of 1 or more; 1 means no retries.']);
}
