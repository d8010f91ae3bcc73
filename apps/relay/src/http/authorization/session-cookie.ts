import type { FastifyRequest } from 'fastify';

/** The cookie that holds a session's token. */
export const sessionCookie = 'invoice_relay_session';

/** `irs_` and 32 random bytes in base64url: nothing else in the cookie is looked at. */
const inCookies = new RegExp(`(?:^|;\\s*)${sessionCookie}=(irs_[\\w-]{43})(?:;|$)`);

/** The token that a browser sent along, if it is shaped like one. */
export function sessionTokenOf({ headers }: FastifyRequest): string | undefined {
  return inCookies.exec(headers.cookie ?? '')?.[1];
}

/**
 * A `Set-Cookie` that no script can read and that no other site can make the browser send.
 *
 * @param options.token empty ends the cookie
 */
export function setSessionCookie(options: {
  readonly token: string;
  readonly maxAgeSeconds: number;
  /** Whether people come by https. */
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
