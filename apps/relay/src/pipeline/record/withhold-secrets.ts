import type { ResponseHeaders, SendResult } from '../send/sender.ts';
import { firstHeader } from '../send/check-response.ts';
import { hidden } from './attempt-headers.ts';

/** Anything shorter is a word that a response may well contain, and no secret. Characters. */
const shortest = { partOfUrl: 12, headerValue: 8 };

/** A response with fewer characters than this is complete: at least 1 KiB of others is kept. */
const leastCut = 1_024 / 4;

/**
 * The outcome of an attempt without what the subscriber repeated of the request: web servers quote
 * the path that they do not know, redirects lead to it, and some tools return all headers. Whoever
 * reads responses must not learn from them where one can send to, and with which password.
 *
 * Of a redirect, only the target's host is kept: its path is as secret.
 *
 * @param request.headers the subscription's own, whose values may be passwords
 */
export function withholdSecrets(
  result: SendResult,
  request: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
): SendResult {
  const { headers } = result;
  if (headers === null) return result;
  const own = secretsOf(request);
  const response = result.response === null ? null : withoutCut(result.response, own);
  const location = firstHeader(headers, 'location');
  // Hardly any response repeats something, or is a redirect.
  if (
    location === undefined &&
    response === result.response &&
    !own.some((secret) => repeats(result, secret))
  ) {
    return result;
  }
  const target = location === undefined ? null : URL.parse(location, request.url);
  const secrets = longestFirst([...own, ...partsOf(target)]);
  const cleaned = (text: string): string => withhold(text, secrets);
  return {
    ...result,
    response: response === null ? null : cleaned(response),
    headers: {
      ...mapValues(headers, cleaned),
      ...(location === undefined ? {} : { location: originOf(target) }),
    },
  };
}

/** Not remembered like a subscriber's own: each response may lead elsewhere. */
function originOf(target: URL | null): string {
  return target === null || target.origin === 'null' ? hidden : `${target.origin}/${hidden}`;
}

/** A response that was cut off in the middle of a secret, without its beginning. */
function withoutCut(response: string, secrets: readonly string[]): string {
  if (response.length < leastCut) return response;
  for (const secret of secrets) {
    const at = response.lastIndexOf(secret.slice(0, shortest.headerValue));
    if (at !== -1 && secret.startsWith(response.slice(at))) return response.slice(0, at) + hidden;
  }
  return response;
}

/**
 * By a subscription's headers, which remain the same object until its settings change: all of its
 * attempts share them.
 */
const known = new WeakMap<object, { readonly url: string; readonly secrets: readonly string[] }>();

function secretsOf(request: Parameters<typeof withholdSecrets>[1]): readonly string[] {
  const { url, headers } = request;
  const found = known.get(headers);
  if (found?.url === url) return found.secrets;
  const secrets = longestFirst([
    ...partsOf(URL.parse(url)),
    ...Object.values(headers).flatMap(partsOfValue),
  ]);
  known.set(headers, { url, secrets });
  return secrets;
}

function longestFirst(secrets: readonly string[]): readonly string[] {
  return [...new Set(secrets)].toSorted((one, other) => other.length - one.length);
}

function repeats({ response, headers }: SendResult, secret: string): boolean {
  if (response?.includes(secret) === true) return true;
  for (const name in headers) {
    const value = headers[name];
    if (
      Array.isArray(value) ? value.some((one) => one.includes(secret)) : value?.includes(secret)
    ) {
      return true;
    }
  }
  return false;
}

function withhold(text: string, secrets: readonly string[]): string {
  let cleaned = text;
  for (const secret of secrets) cleaned = cleaned.replaceAll(secret, hidden);
  return cleaned;
}

function mapValues(
  headers: ResponseHeaders,
  change: (text: string) => string,
): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? change(value) : value?.map(change),
    ]),
  );
}

/** Path and query, together and each part of them: as written, and decoded. */
function partsOf(url: URL | null): readonly string[] {
  if (url === null) return [];
  const { pathname, search } = url;
  return [pathname + search, pathname, ...pathname.split('/'), ...search.slice(1).split(/[&=]/)]
    .flatMap((part) => [part, decoded(part)])
    .filter(({ length }) => length >= shortest.partOfUrl);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** With its scheme (`Bearer …`) and without. */
function partsOfValue(value: string): readonly string[] {
  return [value, value.slice(value.indexOf(' ') + 1)].filter(
    ({ length }) => length >= shortest.headerValue,
  );
}
