const longest = 60;

/** A value as an error repeats it: short, in quotes, and with visible line breaks. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return `“${cut.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}”`;
}

/** How to fix it, with what the host of the form adds. */
export function withHint(fix: string, hint: string | undefined): string {
  return hint === undefined ? fix : `${fix} ${hint}`;
}
