/** Users often paste the URL of the API, or of one invoice, instead of that of the site. */
const apiTail = /\/?invoice\/api(?:\/[^/]*(?:\/[^/]*)?)?\/?$/;

/**
 * Whether a text is the URL of a site, or of its API, and nothing else. A site without clean URLs
 * is at `https://example.com/?q=`.
 */
export function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#')) return false;
  const url = new URL(text);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isHttp || url.username !== '' || url.password !== '') return false;
  if (!text.includes('?')) return true;
  const [[name, path] = ['', ''], ...others] = [...url.searchParams];
  return name === 'q' && /^(?:$|\/?invoice\/api(?:\/|$))/.test(path) && others.length === 0;
}

/**
 * The URL of the site, without the path of the API: `https://example.com/drupal`, without a
 * trailing slash, or `https://example.com/?q=` for a site without clean URLs. A URL that ends in
 * `index.php` gets the `?q=` that Drupal needs there.
 */
export function normalizeBaseUrl(text: string): string {
  const url = new URL(text);
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  let path = ['', ...segments].join('/');
  // `/index.php/invoice/api` is not a page of Drupal 7; `/index.php?q=invoice/api` is.
  const script = /^(.*\.php)(?:\/|$)/i.exec(path)?.[1];
  if (script !== undefined) return `${url.origin}${script}?q=`;
  if (url.searchParams.has('q')) return `${url.origin}${path}/?q=`;
  // Repeated until nothing is left of it, as normalizing must be idempotent.
  while (path.includes('/invoice/api') && apiTail.test(path)) path = path.replace(apiTail, '');
  return `${url.origin}${path}`;
}

/** Whether the site has no clean URLs, so that its paths are in the query. */
export function hasPathInQuery(baseUrl: string): boolean {
  return baseUrl.endsWith('?q=');
}

/**
 * Returns the URL of a path of the site.
 *
 * @param options.baseUrl as returned by `normalizeBaseUrl`
 * @param options.path without a leading slash: `invoice/api/token`
 */
export function siteUrl(options: {
  readonly baseUrl: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}): string {
  const { baseUrl, path, query = {} } = options;
  const parameters = new URLSearchParams(query).toString();
  const isInQuery = hasPathInQuery(baseUrl);
  const url = isInQuery ? `${baseUrl}${path}` : `${baseUrl}/${path}`;
  return parameters === '' ? url : `${url}${isInQuery ? '&' : '?'}${parameters}`;
}
