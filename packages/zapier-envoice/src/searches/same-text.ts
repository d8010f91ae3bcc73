/** Whether two texts say the same, when capital letters, blanks and ways to write `é` do not count. */
export function isSameText(one: unknown, other: unknown): boolean {
  return plain(one) !== '' && plain(one) === plain(other);
}

/** Whether two numbers of companies are the same, however they are spaced: `NL 0123.45.678 B01`. */
export function isSameCode(one: unknown, other: unknown): boolean {
  return code(one) !== '' && code(one) === code(other);
}

/** Those that are written exactly so come first; the others stay in their order. */
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
