/** A value as an error repeats it: short, and in quotes. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}

/** What to mend, with what the host of the form adds to it. */
export function withHint(mend: string, hint: string | undefined): string {
  return hint === undefined ? mend : `${mend} ${hint}`;
}
