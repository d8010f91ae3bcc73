/**
 * The code in `#sign-in=…`, if the page was opened by such a link. It leaves the address at once, so
 * that it stays in no history and nobody bookmarks it.
 */
export function takeSignInCode(): string | undefined {
  const code = /^#sign-in=(.+)$/.exec(location.hash)?.[1];
  if (code === undefined) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return decodeURIComponent(code);
}
