import type { DrupalInvoiceCredentials } from '../../credentials.ts';
import { plainText } from '../reading/plain-text.ts';

export interface Authentication {
  /** What goes with every request to the API. */
  readonly api: Readonly<Record<string, string>>;
  /** What goes with every request to the site: the header of a proxy, where there is one. */
  readonly site: Readonly<Record<string, string>>;
  /** What no error may tell. */
  readonly secrets: readonly string[];
}

export function createAuthentication({
  auth,
  header,
}: Pick<DrupalInvoiceCredentials, 'auth' | 'header'>): Authentication {
  // As UTF-8 (RFC 7617, section 2.1), which `btoa` has to be given byte by byte.
  const bytes = new TextEncoder().encode(`${auth.username}:${auth.password}`);
  const encoded = btoa(String.fromCharCode(...bytes));
  const site = header === undefined ? {} : { [header.name.toLowerCase()]: header.value };
  // `Bearer abc`: the token alone is a secret as well.
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

/** A secret as it is, and as a page that repeats it may have it once its tags are taken away. */
function formsOf(secret: string): readonly string[] {
  return [secret, plainText(secret), encodeURIComponent(secret)];
}
