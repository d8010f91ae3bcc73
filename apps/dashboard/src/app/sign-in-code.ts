/**
 * Returns the code in `#sign-in=…`, if the page was opened by such a link, and removes it from the
 * address, so that it ends up neither in the history nor in a bookmark.
 */
export function takeSignInCode(): string | undefined {
  // A damaged link yields a code that the relay rejects, not an error here.
  const code = new URLSearchParams(location.hash.slice(1)).get('sign-in');
  if (code === null || code === '') return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return code;
}
