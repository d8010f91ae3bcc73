const kinds: Readonly<Record<string, string>> = {
  invoice: 'invoice',
  order: 'order',
  estimate: 'estimate',
  payment_link: 'payment link',
};

/** `invoice INV-0001`, by its number where it has one. */
export function subjectName(subject: {
  readonly kind: string;
  readonly id: string;
  readonly number: string | null;
}): string {
  return `${kinds[subject.kind] ?? subject.kind} ${subject.number ?? subject.id}`;
}

/** `invoice.marked_paid_by_client` in words where its title is not at hand. */
export function typeInWords(type: string): string {
  const words = type.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The host of a URL, which tells people where events go without the secret in its path. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Of an id, so much tells one from another. */
const idEnd = 6;

/**
 * Of each of several things the first of its names that is its own; where there is none, the last one
 * with the end of its id.
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
