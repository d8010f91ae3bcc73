import { createHash, createHmac, randomBytes } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import { siteRoot } from './site-root.ts';
import type { SiteSettings } from './settings.ts';

const lifetime = 2_000_000;
const day = 86_400_000;
/** Failed logins of one user within six hours before Drupal blocks further logins. */
const maxFailedLogins = 5;
const failedLoginsCountFor = day / 4;

/** Where the request was received, which determines the cookie's name. */
export interface CookieScope {
  /** Including the port. */
  readonly host: string;
  readonly https: boolean;
}

/**
 * The sessions and tokens of the Drupal site, in memory.
 *
 * A token is bound only to the id in the cookie: it stays valid after the cookie's session has
 * ended, which every API call causes (observed).
 */
export class SiteSessions {
  #key = randomBytes(32);
  readonly #users = new Map<string, number>();
  readonly #failed = new Map<string, number[]>();

  /** Starts a session and returns its id. */
  begin(uid: number): string {
    const id = randomBytes(32).toString('base64url');
    this.#users.set(id, uid);
    return id;
  }

  /** Returns the user logged in with this id, if any. */
  userOf(id: string | undefined): number | undefined {
    return id === undefined ? undefined : this.#users.get(id);
  }

  end(id: string | undefined): void {
    if (id !== undefined) this.#users.delete(id);
  }

  /** Returns the write token of a session. */
  token(id: string): string {
    return createHmac('sha256', this.#key).update(id).digest('base64url');
  }

  isToken(options: { readonly token: unknown; readonly id: string | undefined }): boolean {
    const { token, id } = options;
    return id !== undefined && token === this.token(id);
  }

  /** Invalidates all tokens, as when the owner changes the site's private key. */
  renewKey(): void {
    this.#key = randomBytes(32);
  }

  /** Records a failed login. */
  noteFailure(options: { readonly name: string; readonly now: number }): void {
    const { name, now } = options;
    this.#failed.set(name, [...this.#recent(options), now]);
  }

  /** Observed: the sixth attempt gets status 403, even with the correct password. */
  isBlocked(options: { readonly name: string; readonly now: number }): boolean {
    return this.#recent(options).length >= maxFailedLogins;
  }

  forgetFailures(name: string): void {
    this.#failed.delete(name);
  }

  clear(): void {
    this.#users.clear();
    this.#failed.clear();
  }

  #recent({ name, now }: { readonly name: string; readonly now: number }): number[] {
    return (this.#failed.get(name) ?? []).filter((at) => at > now - failedLoginsCountFor);
  }
}

export function scopeOf(options: {
  readonly request: FastifyRequest;
  readonly settings: SiteSettings;
}): CookieScope {
  return { host: options.request.headers.host ?? 'localhost', https: options.settings.https };
}

/** Observed: `SESS`, or `SSESS` for https, plus a hash of host and subpath. */
function cookieName({ host, https }: CookieScope): string {
  const hash = createHash('sha256').update(`${host}${siteRoot}`).digest('hex').slice(0, 32);
  return `${https ? 'SSESS' : 'SESS'}${hash}`;
}

/** Returns the session id in a request's cookie. */
export function sessionIdOf(request: FastifyRequest, scope: CookieScope): string | undefined {
  const name = `${cookieName(scope)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(name))?.slice(name.length) || undefined;
}

export function sessionCookie(options: {
  readonly scope: CookieScope;
  readonly id: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}): string {
  const { scope, id, now } = options;
  const expires = cookieDate(now + lifetime * 1_000);
  return `${cookieName(scope)}=${id}; expires=${expires}; Max-Age=${lifetime}; ${attributes(scope)}`;
}

/** Observed for each API call with a cookie. */
export function endedCookie(scope: CookieScope): string {
  const expires = cookieDate(1_000);
  return `${cookieName(scope)}=deleted; expires=${expires}; Max-Age=0; ${attributes(scope)}`;
}

function attributes({ host, https }: CookieScope): string {
  const name = host.replace(/:\d+$/, '').replace(/^www\./, '');
  const isName = /\..*[a-z]/i.test(name);
  const domain = isName ? ` domain=.${name};` : '';
  return `path=${siteRoot}/;${domain}${https ? ' secure;' : ''} HttpOnly`;
}

/** For example `Mon, 21-Dec-2026 22:32:23 GMT`. */
function cookieDate(at: number): string {
  const [weekday, of, month, year, time] = new Date(at).toUTCString().split(' ');
  return `${weekday} ${of}-${month}-${year} ${time} GMT`;
}
