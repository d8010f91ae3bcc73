import type { DrupalInvoiceCredentials } from '../../credentials.ts';
import { plainText } from '../reading/plain-text.ts';

export interface Authentication {
  /** What goes with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What no error may tell. */
  readonly secrets: readonly string[];
}

export function createAuthentication({
  auth,
}: Pick<DrupalInvoiceCredentials, 'auth'>): Authentication {
  switch (auth.kind) {
    case 'none':
      return { headers: {}, secrets: [] };
    case 'basic': {
      // As UTF-8 (RFC 7617, section 2.1), which `btoa` has to be given byte by byte.
      const bytes = new TextEncoder().encode(`${auth.username}:${auth.password}`);
      const encoded = btoa(String.fromCharCode(...bytes));
      return {
        headers: { authorization: `Basic ${encoded}` },
        secrets: [encoded, ...formsOf(auth.password)],
      };
    }
    case 'header': {
      // `Bearer abc`: the token alone is a secret as well.
      const words = auth.value.split(' ').filter((word) => word.length >= 8);
      return {
        headers: { [auth.name.toLowerCase()]: auth.value },
        secrets: [auth.value, ...words].flatMap(formsOf),
      };
    }
  }
}

/** A secret as it is, and as a page that repeats it may have it once its tags are taken away. */
function formsOf(secret: string): readonly string[] {
  return [secret, plainText(secret)];
}
