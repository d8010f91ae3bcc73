import type { SourceEvent } from '@invoice-relay/core/events';

/** Maximum number of characters examined of a text from outside. */
const longestText = 400;

/** Terms and keys are cut here: a longer search finds what starts alike. Code points. */
const longestTerm = 40;

/** How many words of a customer's name can be found by prefix. */
const maxWords = 10;

/**
 * The search terms of an event: its number and its customer. A search finds an event if one of its
 * terms starts with the search key (`searchKey`). Terms contain no spaces and no punctuation, so it
 * does not matter how a number or a name is separated. A name has a term starting at each of its
 * words, so that a key of several words needs only one lookup.
 */
export function searchTerms({ data }: SourceEvent): readonly string[] {
  const terms = new Set<string>();
  for (const number of [data.subject?.number, documentOf(data)?.number]) {
    for (const term of numberTerms(number)) terms.add(term);
  }
  const buyer = documentOf(data)?.buyer;
  for (const term of nameTerms(buyer?.name ?? buyer?.contact?.name)) terms.add(term);
  const email = buyer?.contact?.electronicMail;
  if (typeof email === 'string') terms.add(searchKey(email));
  terms.delete('');
  return [...terms];
}

/**
 * The prefix that terms must have to be found by a text; empty if it has no letter and no digit.
 */
export function searchKey(text: string): string {
  return cut(wordsOf(text).join(''));
}

function documentOf({ invoice, order, estimate }: SourceEvent['data']) {
  return invoice ?? order ?? estimate;
}

/** `INV-0007` is found by `inv-0007`, by `INV 7`, and by `0007` alone. */
function numberTerms(number: string | null | undefined): readonly string[] {
  if (typeof number !== 'string') return [];
  const words = wordsOf(number);
  const whole = cut(words.join(''));
  const unpadded = cut(words.map((word) => word.replaceAll(/(?<!\d)0+(?=\d)/g, '')).join(''));
  const digits = whole.search(/\d/);
  return [whole, unpadded, ...(digits > 0 ? [whole.slice(digits)] : [])];
}

function nameTerms(name: string | null | undefined): readonly string[] {
  if (typeof name !== 'string') return [];
  const words = wordsOf(name);
  return words.slice(0, maxWords).map((_, index) => cut(words.slice(index).join('')));
}

function wordsOf(text: string): readonly string[] {
  return fold(text.slice(0, longestText)).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Letters that do not decompose into a base letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ς: 'σ',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Without accents and case: `Ångström` and `ANGSTROM` are the same. */
function fold(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll(/[ςæœøłđðþı]/g, (letter) => plainLetters[letter] as string);
}

const isAscii = /^[\0-\x7F]*$/;

function cut(text: string): string {
  return text.length <= longestTerm ? text : [...text].slice(0, longestTerm).join('');
}
