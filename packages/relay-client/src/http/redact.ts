/** Takes a secret out of a text: for words of others that go into an error. */
export type Redact = (text: string) => string;

/** Longer texts of others are cut; an error is for people to read. Characters. */
const longest = 2_000;

export function redactor(secret: string | undefined): Redact {
  return (text) => {
    const clean = secret === undefined ? text : text.replaceAll(secret, '[API key]');
    return clean.length > longest ? `${clean.slice(0, longest)}…` : clean;
  };
}
