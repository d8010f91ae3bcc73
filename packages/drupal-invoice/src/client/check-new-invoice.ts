import { DrupalInputError } from '../model/index.ts';
import type { NewDrupalInvoice } from '../model/index.ts';

const highestPayLimit = 65_535;

/**
 * Checks what a new invoice needs before it is sent: the database would refuse it without an
 * explanation.
 *
 * @throws {DrupalInputError}
 */
export function checkNewInvoice({ template, pay_limit }: NewDrupalInvoice): void {
  if (typeof template !== 'string' || template.trim() === '') {
    throw new DrupalInputError(
      'template is missing: give the name of a template that the site has, such as "default".',
      { member: 'template', expected: 'template' },
    );
  }
  const days =
    typeof pay_limit === 'string' && pay_limit.trim() === ''
      ? Number.NaN
      : Number(pay_limit ?? Number.NaN);
  if (!(days >= 0 && days <= highestPayLimit)) {
    throw new DrupalInputError(
      `pay_limit is missing or out of range: use a number of days from 0 to ${highestPayLimit}.`,
      { member: 'pay_limit', expected: 'days' },
    );
  }
}
