import type { DrupalInvoiceCredentials } from '../../credentials.ts';

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
        secrets: [encoded, auth.password],
      };
    }
    case 'header': {
      // `Bearer abc`: the token alone is a secret as well.
      const words = auth.value.split(' ').filter((word) => word.length >= 8);
      return {
        headers: { [auth.name.toLowerCase()]: auth.value },
        secrets: [auth.value, ...words],
      };
    }
  }
}
