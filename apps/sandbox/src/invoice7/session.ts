import { createHash, createHmac, randomBytes } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import { siteRoot } from './site-root.ts';
import type { SiteSettings } from './settings.ts';

const lifetime = 2_000_000;
const day = 86_400_000;
/** Failed logins of one user within six hours, after which Drupal lets nobody log in as him. */
const mostFailedLogins = 5;
const failedLoginsCountFor = day / 4;

/** Where a request came to, which names the cookie. */
export interface CookieScope {
  /** With its port. */
  readonly host: string;
  readonly https: boolean;
}

/**
 * The sessions and tokens of the Drupal site, in memory.
 *
 * A token is bound to the id that the cookie holds, and to nothing else: it stays good when the
 * session behind the cookie was ended, as every call of the API does (seen).
 */
export class SiteSessions {
  #key = randomBytes(32);
  readonly #users = new Map<string, number>();
  readonly #failed = new Map<string, number[]>();

  /** Begins a session and gives its id. */
  begin(uid: number): string {
    const id = randomBytes(32).toString('base64url');
    this.#users.set(id, uid);
    return id;
  }

  /** Who is logged in with this id, if anybody. */
  userOf(id: string | undefined): number | undefined {
    return id === undefined ? undefined : this.#users.get(id);
  }

  end(id: string | undefined): void {
    if (id !== undefined) this.#users.delete(id);
  }

  /** The token that a session writes with. */
  token(id: string): string {
    return createHmac('sha256', this.#key).update(id).digest('base64url');
  }

  isToken(options: { readonly token: unknown; readonly id: string | undefined }): boolean {
    const { token, id } = options;
    return id !== undefined && token === this.token(id);
  }

  /** No token that was given is good any more: as when the owner changes the site's private key. */
  renewKey(): void {
    this.#key = randomBytes(32);
  }

  /** Notes a failed login, and tells whether there are too many now. */
  noteFailure(options: { readonly name: string; readonly now: number }): void {
    const { name, now } = options;
    this.#failed.set(name, [...this.#recent(options), now]);
  }

  /** Seen: the sixth try is refused with status 403, also with the right password. */
  isBlocked(options: { readonly name: string; readonly now: number }): boolean {
    return this.#recent(options).length >= mostFailedLogins;
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

/** Seen: `SESS`, or on https `SSESS`, and a hash of host and sub-path. */
export function cookieName({ host, https }: CookieScope): string {
  const hash = createHash('sha256').update(`${host}${siteRoot}`).digest('hex').slice(0, 32);
  return `${https ? 'SSESS' : 'SESS'}${hash}`;
}

/** The id that the cookie of a request holds. */
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

/** Seen on each call of the API that carries a cookie. */
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

/** Such as `Mon, 21-Dec-2026 22:32:23 GMT`. */
function cookieDate(at: number): string {
  const [weekday, of, month, year, time] = new Date(at).toUTCString().split(' ');
  return `${weekday} ${of}-${month}-${year} ${time} GMT`;
}
