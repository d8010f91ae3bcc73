import assert from 'node:assert/strict';

/** Everything that a log could show of an error. */
export function textsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return error === undefined ? [] : [String(error)];
  const own = Object.values(error).flatMap((value: unknown) =>
    Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [],
  );
  return [error.message, error.stack ?? '', ...own, ...textsOf(error.cause)];
}

/** A value as JSON, with bytes as text; empty for undefined. */
export function jsonText(value: unknown): string {
  const json: string | undefined = JSON.stringify(value, (_, member: unknown) =>
    member instanceof Uint8Array ? new TextDecoder().decode(member) : member,
  );
  return json ?? '';
}

export function assertNoSecret(options: {
  readonly texts: readonly string[];
  readonly secrets: readonly string[];
}): void {
  for (const secret of options.secrets) {
    const shown = options.texts.find((text) => text.includes(secret));
    assert.ok(shown === undefined, `This text contains the secret "${secret}": ${shown}`);
  }
}
