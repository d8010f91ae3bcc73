import { ConfigError } from '@invoice-relay/core/errors';
import * as v from 'valibot';

import { envoiceCredentialsSchema } from '../credentials.ts';
import type { EnvoiceCredentials } from '../credentials.ts';
import type { EnvoiceClientOptions } from './options.ts';

const defaultMaxAttempts = 3;

/** @throws {ConfigError} which never repeats the input */
export function checkCredentials(
  credentials: EnvoiceClientOptions['credentials'],
): EnvoiceCredentials {
  const { authKey, authSecret, baseUrl } = credentials;
  const given = { authKey, authSecret, ...(baseUrl === undefined ? {} : { baseUrl }) };
  const result = v.safeParse(envoiceCredentialsSchema, given);
  if (result.success) return result.output;
  throw new ConfigError(result.issues.map(({ message }) => message));
}

/** @throws {ConfigError} */
export function checkMaxAttempts(maxAttempts: number = defaultMaxAttempts): number {
  if (Number.isSafeInteger(maxAttempts) && maxAttempts >= 1) return maxAttempts;
  throw new ConfigError(['maxAttempts must be a whole number of 1 or more; 1 means no retries.']);
}
