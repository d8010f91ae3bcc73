import { createHash, timingSafeEqual } from 'node:crypto';

import { type SiteUser, siteUsers } from './account.ts';

/** Whom HTTP Basic lets in: any active Drupal user. Names are not told apart by case (read). */
export function basicUser(authorization: string | undefined): SiteUser | undefined {
  const encoded = /^basic +([\w+/=-]+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64').toString();
  const colon = given.indexOf(':');
  const name = given.slice(0, Math.max(0, colon)).toLowerCase();
  const user = siteUsers.find(({ username }) => username === name);
  if (user === undefined || !samePassword(user.password, given.slice(colon + 1))) return undefined;
  return user;
}

/** Compared in constant time, as any password is. */
export function samePassword(expected: string, given: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
