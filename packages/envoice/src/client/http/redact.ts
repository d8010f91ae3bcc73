import type { EnvoiceCredentials } from '../../credentials.ts';

/** Makes words of others fit to stand in an error: without secrets, on one line, not too long. */
export type Redact = (text: string) => string;

/** Characters. */
const longest = 500;

export function createRedact({ authKey, authSecret }: EnvoiceCredentials): Redact {
  // The longer first, so that no rest of it is left over.
  const secrets = [authKey, authSecret].toSorted((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of secrets) {
      clean = clean.replaceAll(secret, '[credentials]');
      clean = clean.replaceAll(encodeURIComponent(secret), '[credentials]');
    }
    clean = clean.replaceAll(/\s+/g, ' ').trim();
    return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
  };
}
