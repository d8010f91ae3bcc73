import { expect, test } from 'vitest';

import type { EnvoiceClient } from '../client/index.ts';
import { RememberedNames } from './remembered-names.ts';

const minute = 60_000;
const hour = 60 * minute;

/** An account whose list of work types a test changes, and its clock. */
function setUp() {
  const state = { now: 0, titles: ['Design'], isFailing: false, reads: 0 };
  const names = new RememberedNames(() => state.now);
  const client = {
    workTypes: {
      async list() {
        state.reads += 1;
        if (state.isFailing) throw new Error('Envoice failed');
        return state.titles.map((Title, index) => ({ Id: index + 1, Title }));
      },
    },
  } as unknown as EnvoiceClient;
  const { signal } = new AbortController();
  return Object.assign(state, {
    /** Titles of work types, read for one of them. */
    async titlesFor(id: number, account = 'key-1') {
      const entries = await names.of({ account, client, signal }).workTypes([id]);
      return entries.map(({ Title }) => Title);
    },
  });
}

test('a list is read again after a day', async () => {
  const account = setUp();
  await account.titlesFor(1);
  account.now = 23 * hour;
  await account.titlesFor(1);
  expect(account.reads).toBe(1);
  account.now = 24 * hour;
  account.titles = ['Designs'];
  expect(await account.titlesFor(1)).toEqual(['Designs']);
  expect(account.reads).toBe(2);
});

test('a list that lacks an id is read again, once a minute', async () => {
  const account = setUp();
  await account.titlesFor(1);
  account.titles = ['Design', 'Print'];
  account.now = minute - 1;
  expect(await account.titlesFor(2)).toEqual(['Design']);
  account.now = minute;
  expect(await account.titlesFor(2)).toEqual(['Design', 'Print']);
  account.now = 2 * minute;
  await account.titlesFor(3);
  await account.titlesFor(3);
  expect(account.reads).toBe(3);
});

test('a list that cannot be read is tried again once a minute, and keeps what is known', async () => {
  const account = setUp();
  account.isFailing = true;
  expect(await account.titlesFor(1)).toEqual([]);
  expect(await account.titlesFor(1)).toEqual([]);
  expect(account.reads).toBe(1);
  account.isFailing = false;
  account.now = minute;
  expect(await account.titlesFor(1)).toEqual(['Design']);
  account.isFailing = true;
  account.now = 30 * hour;
  expect(await account.titlesFor(1)).toEqual(['Design']);
  expect(account.reads).toBe(3);
});

test('a clock that was ahead does not make it last', async () => {
  const account = setUp();
  account.now = 1_000 * hour;
  await account.titlesFor(1);
  account.now = 0;
  await account.titlesFor(1);
  expect(account.reads).toBe(2);
});

test('accounts have lists of their own', async () => {
  const account = setUp();
  await account.titlesFor(1, 'key-1');
  account.titles = ['Advice'];
  expect(await account.titlesFor(1, 'key-2')).toEqual(['Advice']);
  expect(await account.titlesFor(1, 'key-1')).toEqual(['Design']);
});

test('the lists of very many accounts are not all remembered', async () => {
  const account = setUp();
  for (let index = 0; index <= 200; index += 1) await account.titlesFor(1, `key-${index}`);
  expect(account.reads).toBe(201);
  await account.titlesFor(1, 'key-200');
  expect(account.reads).toBe(201);
  await account.titlesFor(1, 'key-0');
  expect(account.reads).toBe(202);
});
