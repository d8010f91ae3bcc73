import type { SiteInvoice } from '../store/site-invoices.ts';
import type { SiteContent } from './content.ts';

const day = 86_400_000;

/** Whom an invoice is for, as on an envelope. */
export function addressLines({ customer }: Pick<SiteContent, 'customer'>): string[] {
  const joined = (...members: readonly string[]) =>
    members
      .map((member) => customer[member])
      .filter((value) => typeof value === 'string' && value !== '')
      .join(' ');
  return [
    joined('company_name'),
    joined('firstname', 'lastname'),
    joined('street', 'building_number'),
    joined('zipcode', 'city'),
    joined('state'),
    joined('country'),
  ].filter((line) => line !== '');
}

/** In milliseconds since the Unix epoch. */
export function dueDate({ createdAt, content }: SiteInvoice): number {
  return createdAt + Number(content.pay_limit) * day;
}
