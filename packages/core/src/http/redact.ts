import { maskLinksInText } from '../events/index.ts';

/**
 * Makes third-party text safe for an error message: without secrets and without the keys of links,
 * on one line, not too long.
 */
export type Redact = (text: string) => string;

/** Characters. */
const longest = 500;

/** Shorter secrets are only removed where they stand alone: part of a word gives nothing away. */
const shortestAnywhere = 8;

/** @param options.secrets what must never be shown, as it is or URL-encoded */
export function createRedact(options: { readonly secrets: readonly string[] }): Redact {
  const secrets = options.secrets.filter((secret) => secret !== '');
  const forms = new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]));
  // All in one pass, longest first: nothing is left over, and no placeholder is altered.
  const pattern = [...forms]
    .toSorted((a, b) => b.length - a.length)
    .map(patternOf)
    .join('|');
  const anySecret = pattern === '' ? null : new RegExp(pattern, 'gu');
  return (text) => {
    const told = anySecret === null ? text : text.replaceAll(anySecret, '[credentials]');
    const clean = maskLinksInText(told).replaceAll(/\s+/g, ' ').trim();
    return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
  };
}

function patternOf(secret: string): string {
  const escaped = secret.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`);
  return secret.length >= shortestAnywhere
    ? escaped
    : String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`;
}
