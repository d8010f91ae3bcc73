const kinds: Readonly<Record<string, string>> = {
  invoice: 'invoice',
  order: 'order',
  estimate: 'estimate',
  payment_link: 'payment link',
};

/** Returns `invoice INV-0001`, or the id if the document has no number. */
export function subjectName(subject: {
  readonly kind: string;
  readonly id: string;
  readonly number: string | null;
}): string {
  return `${kinds[subject.kind] ?? subject.kind} ${subject.number ?? subject.id}`;
}

/** Returns `invoice.marked_paid_by_client` in words, for types whose title is unknown. */
export function typeInWords(type: string): string {
  const words = type.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Returns the host of a URL: it identifies the receiver without revealing secrets in the path. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Number of trailing characters that distinguish ids. */
const idEnd = 6;

/**
 * Returns for each item its first name that no other item has. If there is none, returns its last
 * name with the end of its id.
 */
export function distinctNames(
  things: readonly { readonly id: string; readonly names: readonly [string, ...string[]] }[],
): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { names } of things) {
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map(
    things.map(({ id, names }) => {
      const own = names.find((name) => counts.get(name) === 1);
      return [id, own ?? `${names.at(-1)} …${id.slice(-idEnd)}`];
    }),
  );
}
