import { changedMembers } from './content.ts';
import type { Content } from './content.ts';
import type { Remembered } from './remembered.ts';

/** What a reading of an invoice means. */
export type Verdict =
  /** It was there before we came, and nobody wants to hear of it. */
  | { readonly kind: 'baseline' }
  | { readonly kind: 'new' }
  | { readonly kind: 'same' }
  | {
      readonly kind: 'changed';
      readonly changed: readonly string[];
      readonly turnedPaid: boolean;
    };

export interface CompareOptions {
  readonly known: Remembered | null;
  readonly seen: Content;
  /** Was it gone in between? */
  readonly wasGone: boolean;
  /** Is it to be told as new, unless that was done? */
  readonly tell: boolean;
  /** Members that change by themselves. */
  readonly volatile: readonly string[];
}

/** Compares a reading with what is remembered. Pure. */
export function compare(options: CompareOptions): Verdict {
  const { known, seen, tell, volatile } = options;
  if (!known?.content) return { kind: tell ? 'new' : 'baseline' };
  if (isAnother({ ...options, before: known.content })) return { kind: 'new' };
  if (tell && !known.told) return { kind: 'new' };
  const changed = changedMembers(known.content, seen).filter((path) => !volatile.includes(path));
  if (changed.length === 0) return { kind: 'same' };
  return { kind: 'changed', changed, turnedPaid: seen.paid && !known.content.paid };
}

/**
 * Is it another invoice under the same id, as after a site was restored from a backup?
 *
 * It is when it says that it was made at another time, and when it has another customer and other
 * items throughout, which no edit of an invoice does. One that was gone, and does not say when it
 * was made, is another one already when one of the two, or its number, is another.
 */
function isAnother(options: CompareOptions & { readonly before: Content }): boolean {
  const { before, seen, wasGone, volatile } = options;
  const [birthMember = ''] = before.birth?.split(' ') ?? [];
  const tellsBirth =
    before.birth !== null && seen.birth !== null && !volatile.includes(birthMember);
  if (tellsBirth && before.birth !== seen.birth) return true;
  const otherCustomer = before.who !== '' && seen.who !== '' && before.who !== seen.who;
  const otherItems =
    before.what.length > 0 &&
    seen.what.length > 0 &&
    !before.what.some((description) => seen.what.includes(description));
  if (tellsBirth || !wasGone) return otherCustomer && otherItems;
  const otherNumber =
    before.number !== null && seen.number !== null && before.number !== seen.number;
  return otherCustomer || otherItems || otherNumber;
}
