import type { Activity } from '@invoice-relay/core/source';

const digits = /^\d+$/;

/** Envoice numbers activities in the order in which they happen, across all accounts: its id. */
export function position({ id }: Pick<Activity, 'id'>): number | null {
  const number = Number(id);
  return digits.test(id) && Number.isSafeInteger(number) ? number : null;
}
