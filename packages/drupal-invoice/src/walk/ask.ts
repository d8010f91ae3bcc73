import { VendorError } from '@invoice-relay/core/errors';

import type { Lookup, Validators } from '../client/index.ts';
import { documentId, documentNumber } from '../model/index.ts';
import type { Step } from './step.ts';

/** What is at an id, or why that cannot be read while others can. */
export type Answer = Lookup | { readonly state: 'failed'; readonly error: VendorError };
export type Found = Extract<Lookup, { state: 'found' }>;

/**
 * Asks the site for one id.
 *
 * @throws {VendorError} when it is the site that cannot be asked, and not only this invoice
 */
export async function ask(
  step: Step,
  options: {
    readonly id: number;
    readonly validators?: Validators | undefined;
    /** Was it never read? Then a failure is no news, and not worth a second attempt. */
    readonly isUnknown?: boolean;
  },
): Promise<Answer> {
  const { id, validators, isUnknown = false } = options;
  const { signal } = step.context;
  signal.throwIfAborted();
  step.requests += 1;
  try {
    const lookup = isUnknown ? step.lookupOnce : step.lookup;
    const answer = await lookup({ id: String(id), validators, signal });
    return answer.state === 'found' && isOfAnotherId(answer, id) ? { state: 'absent' } : answer;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VendorError)) throw error;
    if (isOfSite(error)) {
      if (isUnknown && error.temporary) return ask(step, { id, validators });
      throw error;
    }
    if (error.status !== 403 || !step.cursor.forbidsAbsent) return { state: 'failed', error };
    step.forbidden = error;
    return { state: 'absent' };
  }
}

/** The module takes a number in place of an id: then the answer has another id, and is no answer. */
function isOfAnotherId({ invoice }: Found, id: number): boolean {
  const ownId = documentId(invoice);
  if (ownId === null || sameWhole(ownId, id)) return false;
  const ownNumber = documentNumber(invoice);
  return ownNumber === null || sameWhole(ownNumber, id);
}

function sameWhole(text: string, id: number): boolean {
  return /^\d{1,15}$/.test(text) && Number(text) === id;
}

/** Drupal says 403 of a single page as well; every other refusal is one of the credentials. */
function isOfSite({ code, status }: VendorError): boolean {
  if (code === 'vendor_unauthorized') return status !== 403;
  return code === 'vendor_unreachable' || code === 'vendor_rate_limited';
}
