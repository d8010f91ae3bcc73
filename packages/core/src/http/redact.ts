/** Makes words of others fit to stand in an error: without secrets, on one line, not too long. */
export type Redact = (text: string) => string;

/** Characters. */
const longest = 500;

/** @param options.secrets what must never be told, as it is or as it stands in a URL */
export function createRedact(options: { readonly secrets: readonly string[] }): Redact {
  // The longer first, so that no rest of it is left over.
  const secrets = options.secrets
    .filter((secret) => secret !== '')
    .toSorted((a, b) => b.length - a.length);
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
