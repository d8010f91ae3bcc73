import type { Content } from './content.ts';
import type { Remembered } from './remembered.ts';

/** What is remembered of an invoice that was read a day ago, for tests. */
export function remembered(
  options: Partial<Omit<Remembered, 'content'>> & Partial<Content> = {},
): Remembered {
  const {
    members = {},
    paid = false,
    who = 'Ann',
    what = ['work'],
    birth = null,
    number = null,
  } = options;
  const { revision, told, newSince, changedAt, checkedAt, goneAt, failures, validators } = options;
  const then = Date.parse('2026-11-19T10:00:00Z');
  return {
    revision: revision ?? 1,
    told: told ?? true,
    content: { members: { ...members }, paid, who, what: [...what], birth, number },
    newSince: newSince ?? null,
    changedAt: changedAt ?? then,
    checkedAt: checkedAt ?? then,
    goneAt: goneAt ?? null,
    failures: failures ?? 0,
    validators: validators ?? null,
  };
}
