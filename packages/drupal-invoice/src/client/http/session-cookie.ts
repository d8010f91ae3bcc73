/**
 * Returns the session cookie that a response of Drupal sets: `SESS…`, or `SSESS…` with https. One
 * text may contain several cookies, as HTTP libraries join them with a comma or a line break.
 *
 * @param setCookie the value of `Set-Cookie`
 * @returns `name=value`; null if it sets none, or only deletes one
 */
export function sessionCookie(setCookie: string | undefined): string | null {
  const pattern = /(?:^|[,\n])\s*(S?SESS[\w-]+)=([^;,\s]+)/g;
  const found = [...(setCookie ?? '').matchAll(pattern)].filter(
    ([, , value]) => value !== 'deleted',
  );
  const last = found.at(-1);
  return last === undefined ? null : `${last[1]}=${last[2]}`;
}
