import type { Answer, Asked } from './server.ts';

/** An invoice as a site returns it, shortened. */
export const invoice = {
  id: 9,
  nid: 11,
  leading_zeros: 4,
  prefix: 'A%Y',
  description: null,
  template: 'default',
  pay_limit: 14,
  pay_status: 'unpaid',
  customer: { id: 3, customer_number: 1, company_name: 'Awesome company', city: 'Amsterdam' },
  items: [{ id: 1, weight: 0, description: 'SMS', quantity: 28, unitcost: 0.22, vat: 21 }],
  number: '0',
  vattotal: 1.29,
  extotal: 6.16,
  inctotal: 7.45,
  created: '2026-11-20 10:00:00',
  changed: '2026-11-20 10:00:00',
};

const api = '/invoice/api/invoice.json';

/** What a site with this one invoice responds. */
export function answerOf({ method, path }: Asked): Answer {
  if (path === '/user/login') {
    return { status: 302, headers: { 'set-cookie': 'SESSa=session-1; path=/', location: '/' } };
  }
  if (path === '/invoice/api/token') return { body: 'token-0123456789' };
  if (method === 'POST') return { status: 201, headers: { location: `${api}/9` } };
  if (path.startsWith(`${api}?`)) return { body: [{ ...invoice, number: 'A20260009' }] };
  if (path !== `${api}/9`) return { status: 404, body: { code: 404, message: 'Not Found' } };
  return method === 'PUT' ? { status: 204 } : { body: invoice };
}

/** What was sent to be saved. */
export function written(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter(({ method, path }) => method !== 'GET' && path.startsWith('/invoice'));
}
