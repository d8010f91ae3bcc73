/** What people paste: the address of the API, or of one invoice, instead of that of the site. */
const apiTail = /\/invoice\/api(?:\/invoice\.(?:json|html|pdf)(?:\/[^/]*)?)?$/;

/** Whether a text is the address of a site, or of its API, and nothing else. */
export function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const url = new URL(text);
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isHttp && url.username === '' && url.password === '';
}

/** The address of the site, without a slash at the end and without the path of the API. */
export function normalizeBaseUrl(text: string): string {
  const url = new URL(text);
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  let path = ['', ...segments].join('/');
  // Until nothing is left of it, as what was read once has to read itself unchanged.
  while (apiTail.test(path)) path = path.replace(apiTail, '');
  return `${url.origin}${path}`;
}
