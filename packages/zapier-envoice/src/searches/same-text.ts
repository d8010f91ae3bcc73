/** Whether two texts are equal, ignoring case, white space and Unicode forms of `é`. */
export function isSameText(one: unknown, other: unknown): boolean {
  return plain(one) !== '' && plain(one) === plain(other);
}

/** Whether two company numbers are equal, however they are spaced: `NL 0123.45.678 B01`. */
export function isSameCode(one: unknown, other: unknown): boolean {
  return code(one) !== '' && code(one) === code(other);
}

/** Exact matches come first; the others keep their order. */
export function exactFirst<Item>(
  items: readonly Item[],
  isExact: (item: Item) => boolean,
): readonly Item[] {
  return [...items.filter(isExact), ...items.filter((item) => !isExact(item))];
}

function plain(value: unknown): string {
  return text(value).normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}

function code(value: unknown): string {
  return text(value)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
