/** Removes a secret from a text: for third-party text that goes into an error. */
export type Redact = (text: string) => string;

/** Longer third-party texts are cut; errors are for people to read. Characters. */
const longest = 2_000;

export function redactor(secret: string | undefined): Redact {
  return (text) => {
    const clean = secret === undefined ? text : text.replaceAll(secret, '[API key]');
    return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
  };
}
