import type { FieldError } from '../../index.ts';

/** A URL without its user name and password, and the header that replaces them. */
export interface SeparatedUrl {
  readonly url: string;
  /** `Basic …` (RFC 7617); omitted if the URL contained neither. */
  readonly authorization?: string;
}

/** The part of the input of a subscription that this needs. */
interface GivenTarget {
  readonly url?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | null | undefined;
}

/** User name, password and the `@` after them, as they appear in a URL. */
const userInfo = /^(https?:\/\/)[^/?#]*@/i;

/**
 * Moves the user name and password of a URL into an `Authorization` header: URLs are shown in
 * responses and lists, headers never are.
 *
 * @throws {URIError} if they are not percent-encoded
 */
export function separateBasic(text: string): SeparatedUrl {
  const url = URL.parse(text);
  if (url === null || (url.username === '' && url.password === '')) return { url: text };
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    url: text.replace(userInfo, '$1'),
    authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
  };
}

/** A body with its URL split; its URL was validated before. */
export function withSeparatedUrl<Body extends GivenTarget>(
  body: Body,
): Body & { readonly authorization?: string } {
  return body.url === undefined ? body : { ...body, ...separateBasic(body.url) };
}

/** What keeps the user name and password of a URL from becoming a header. */
export function basicErrors({ url: text, headers }: GivenTarget): readonly FieldError[] {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || (url.username === '' && url.password === '')) return [];
  const message = basicProblem(url);
  if (message !== undefined) return [{ path: 'url', message }];
  const names = Object.keys(headers ?? {});
  const given = names.find((name) => name.toLowerCase() === 'authorization');
  if (given === undefined) return [];
  return [
    {
      path: `headers.${given}`,
      message:
        'The user name and password of the URL become the Authorization header, but this sets another one: use only one of the two.',
    },
  ];
}

function basicProblem({ username, password }: URL): string | undefined {
  try {
    decodeURIComponent(password);
    if (!decodeURIComponent(username).includes(':')) return undefined;
    return 'The user name must not contain a colon, as it separates user name and password in Basic authentication (RFC 7617).';
  } catch {
    return 'The user name and password must be percent-encoded: write a "%" as "%25".';
  }
}

/** Headers with the Authorization replaced, however it was capitalized. */
export function withAuthorization(
  headers: Readonly<Record<string, string>>,
  authorization: string,
): Readonly<Record<string, string>> {
  return { ...withoutAuthorization(headers), Authorization: authorization };
}

export function withoutAuthorization(
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
  );
}
