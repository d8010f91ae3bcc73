import { createHash, timingSafeEqual } from 'node:crypto';

import { type SiteUser, siteUsers } from './account.ts';

/**
 * Authenticates any active Drupal user with HTTP Basic. Names are case-insensitive (read in the
 * source).
 */
export function basicUser(authorization: string | undefined): SiteUser | undefined {
  const encoded = /^basic +([\w+/=-]+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64').toString();
  const colon = given.indexOf(':');
  const name = given.slice(0, Math.max(0, colon)).toLowerCase();
  const user = siteUsers.find(({ username }) => username === name);
  if (user === undefined || !samePassword(user.password, given.slice(colon + 1))) return undefined;
  return user;
}

/** Compares in constant time. */
export function samePassword(expected: string, given: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
