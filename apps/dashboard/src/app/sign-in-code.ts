/**
 * The code in `#sign-in=…`, if the page was opened by such a link. It leaves the address at once, so
 * that it stays in no history and nobody bookmarks it.
 */
export function takeSignInCode(): string | undefined {
  // A link that was damaged on its way is a code that the relay refuses, not an error here.
  const code = new URLSearchParams(location.hash.slice(1)).get('sign-in');
  if (code === null || code === '') return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return code;
}
