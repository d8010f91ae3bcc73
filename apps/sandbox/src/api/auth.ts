import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { account } from '../envoice/account.ts';
import { Problem } from '../http/problem.ts';

/**
 * Accepts the account owner's credentials only. Compares in constant time, so that response times
 * reveal nothing about the key.
 *
 * @throws {Problem} 401
 */
export function requireAccount(options: {
  readonly headers: IncomingHttpHeaders;
  readonly operation: string;
}): void {
  const { headers, operation } = options;
  const key = sameText(headers['x-auth-key'], account.authKey);
  const secret = sameText(headers['x-auth-secret'], account.authSecret);
  if (key && secret) return;
  throw new Problem({
    status: 401,
    detail: `${operation}: the headers x-auth-key and x-auth-secret must hold the account's key and secret. Those of this sandbox stand in its README.`,
    operation,
  });
}

function sameText(given: string | readonly string[] | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(typeof given === 'string' ? given : ''), digest(expected));
}
