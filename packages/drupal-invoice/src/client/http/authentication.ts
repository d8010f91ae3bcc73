import type { DrupalInvoiceCredentials } from '../../credentials.ts';
import { plainText } from '../reading/plain-text.ts';

export interface Authentication {
  /** Sent with every request to the API. */
  readonly api: Readonly<Record<string, string>>;
  /** Sent with every request to the site: the header of a proxy, if there is one. */
  readonly site: Readonly<Record<string, string>>;
  /** Texts that no error may contain. */
  readonly secrets: readonly string[];
}

export function createAuthentication({
  auth,
  header,
}: Pick<DrupalInvoiceCredentials, 'auth' | 'header'>): Authentication {
  // As UTF-8 (RFC 7617, section 2.1), which `btoa` needs byte by byte.
  const bytes = new TextEncoder().encode(`${auth.username}:${auth.password}`);
  const encoded = btoa(String.fromCharCode(...bytes));
  const site = header === undefined ? {} : { [header.name.toLowerCase()]: header.value };
  // `Bearer abc`: the token alone is also a secret.
  const ofProxy =
    header === undefined
      ? []
      : [header.value, ...header.value.split(' ').filter((word) => word.length >= 8)];
  return {
    site,
    api: { ...site, authorization: `Basic ${encoded}` },
    secrets: [encoded, ...[auth.password, ...ofProxy].flatMap(formsOf)],
  };
}

/** A secret as it is, and as it may appear in a page that repeats it, once the tags are removed. */
function formsOf(secret: string): readonly string[] {
  return [secret, plainText(secret), encodeURIComponent(secret)];
}
