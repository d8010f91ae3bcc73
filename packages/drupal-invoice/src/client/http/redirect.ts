/** Where a redirect leads, as far as it matters to us. */
export type Redirect =
  | { readonly kind: 'login' }
  /** To the same call on a site with this base URL. */
  | { readonly kind: 'moved'; readonly baseUrl: string }
  /** Anywhere else; without query, which may hold a secret. */
  | { readonly kind: 'elsewhere'; readonly to: string }
  | { readonly kind: 'nowhere' };

const loginPath = /\/(?:user|(?:user\/)?log-?in|sign-?in|saml_login|cas)(?:\/login)?\/?$/i;

export function readRedirect(options: {
  readonly location: string | undefined;
  /** What was asked. */
  readonly url: string;
  readonly baseUrl: string;
}): Redirect {
  const { location = '', url, baseUrl } = options;
  if (location === '' || !URL.canParse(location, url)) return { kind: 'nowhere' };
  const to = new URL(location, url);
  const path = to.pathname.replace(/\/$/, '');
  const isCleanLogin = loginPath.test(to.pathname);
  if (isCleanLogin || /^user(?:\/login)?$/.test(to.searchParams.get('q') ?? '')) {
    return { kind: 'login' };
  }
  const tail = new URL(url).pathname.slice(new URL(baseUrl).pathname.replace(/\/$/, '').length);
  if (/^https?:$/.test(to.protocol) && path.endsWith(tail)) {
    const moved = `${to.origin}${path.slice(0, -tail.length)}`;
    if (moved !== baseUrl) return { kind: 'moved', baseUrl: moved };
  }
  return { kind: 'elsewhere', to: `${to.protocol}//${to.host}${to.pathname}` };
}
