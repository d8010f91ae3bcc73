import type { FastifyRequest } from 'fastify';

/** The cookie that holds the session token. */
export const sessionCookie = 'invoice_relay_session';

/** `irs_` and 32 random bytes in base64url; any other cookie value is ignored. */
const inCookies = new RegExp(`(?:^|;\\s*)${sessionCookie}=(irs_[\\w-]{43})(?:;|$)`);

/** The token that a browser sent, if it is well-formed. */
export function sessionTokenOf({ headers }: FastifyRequest): string | undefined {
  return inCookies.exec(headers.cookie ?? '')?.[1];
}

/**
 * A `Set-Cookie` header that scripts cannot read and that other sites cannot make the browser send.
 *
 * @param options.token empty deletes the cookie
 */
export function setSessionCookie(options: {
  readonly token: string;
  readonly maxAgeSeconds: number;
  /** Whether people connect over https. */
  readonly secure: boolean;
}): string {
  const { token, maxAgeSeconds, secure } = options;
  return [
    `${sessionCookie}=${token}`,
    'Path=/',
    `Max-Age=${Math.max(0, Math.floor(maxAgeSeconds))}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : []),
  ].join('; ');
}
