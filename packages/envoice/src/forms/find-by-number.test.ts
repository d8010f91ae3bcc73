import { expect, test } from 'vitest';

import type { EnvoiceClient } from '../client/index.ts';
import { findByNumber } from './find-by-number.ts';
import type { NumberedList } from './find-by-number.ts';

/** Lists that are read page by page, and how many of their rows were read. */
function lists() {
  let rows = 0;
  async function* iterate() {
    const numbers = [null, 'INV-0001', 'INV-0002', '20260007', 'INV-0004'];
    for (const [index, number] of numbers.entries()) {
      rows += 1;
      yield await Promise.resolve({ Id: index + 1, Number: number });
    }
  }
  const group = { iterate };
  const client = { invoices: group, estimations: group, paymentLinks: group };
  return { client: client as unknown as EnvoiceClient, read: () => rows };
}

test.each<[NumberedList, string, number | undefined]>([
  ['invoice', 'INV-0002', 3],
  ['estimation', ' inv-0002\n', 3],
  ['paymentLink', '20260007', 4],
  ['invoice', 'INV-2', undefined],
])('in a list of %s, %j is %s', async (list, number, id) => {
  expect(await findByNumber({ client: lists().client, list, number })).toBe(id);
});

test('reads no further than what it looks for', async () => {
  const { client, read } = lists();
  await findByNumber({ client, list: 'invoice', number: 'INV-0001' });
  expect(read()).toBe(2);
});
