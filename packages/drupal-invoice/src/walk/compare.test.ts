import { expect, test } from 'vitest';

import { compare } from './compare.ts';
import type { CompareOptions } from './compare.ts';
import type { Content } from './content.ts';
import { remembered } from './remembered.fixture.ts';

const before: Content = {
  members: { description: 'a', pay_status: 'b', items: 'c', views: 'd' },
  paid: false,
  who: 'Ann',
  what: ['work'],
  birth: null,
  number: null,
};

function verdict(seen: Partial<Content>, options: Partial<CompareOptions> & Partial<Content> = {}) {
  const { wasGone = false, tell = true, volatile = [], ...known } = options;
  return compare({
    known: remembered({ ...before, ...known }),
    seen: { ...before, ...seen },
    wasGone,
    tell,
    volatile,
    ...('known' in options && { known: options.known ?? null }),
  });
}

test('never seen: new, or there before', () => {
  expect(verdict({}, { known: null, tell: true })).toEqual({ kind: 'new' });
  expect(verdict({}, { known: null, tell: false })).toEqual({ kind: 'baseline' });
});

test('seen, and still to be told', () => {
  expect(verdict({}, { known: remembered({ ...before, told: false }) })).toEqual({ kind: 'new' });
});

test('changed, with the members in alphabetical order, and those left out that change by themselves', () => {
  const members = { items: 'other', pay_status: 'b', added: 'e', views: 'other' };
  expect(verdict({ members }, { volatile: ['views'] })).toEqual({
    kind: 'changed',
    changed: ['added', 'description', 'items'],
    turnedPaid: false,
  });
  expect(verdict({ members: { ...before.members, views: 'e' } }, { volatile: ['views'] })).toEqual({
    kind: 'same',
  });
});

test('turned paid only when it was not', () => {
  const members = { ...before.members, pay_status: 'x' };
  expect(verdict({ members, paid: true })).toMatchObject({ turnedPaid: true });
  expect(verdict({ members, paid: true }, { paid: true })).toMatchObject({ turnedPaid: false });
  expect(verdict({ members, paid: false }, { paid: true })).toMatchObject({ turnedPaid: false });
});

test.for([
  ['another customer', { who: 'Bob' }, false, 'changed'],
  ['other items', { what: ['travel'] }, false, 'changed'],
  ['another customer and other items', { who: 'Bob', what: ['travel'] }, false, 'new'],
  [
    'another customer and one more item',
    { who: 'Bob', what: ['travel', 'work'] },
    false,
    'changed',
  ],
  ['no customer any more, and other items', { who: '', what: ['travel'] }, false, 'changed'],
  ['another customer after it was gone', { who: 'Bob' }, true, 'new'],
  ['other items after it was gone', { what: ['travel'] }, true, 'new'],
  ['the same customer and items after it was gone', {}, true, 'changed'],
] as const)('%s', ([, seen, wasGone, kind]) => {
  const members = { ...before.members, description: 'other' };
  expect(
    verdict(
      { members, ...seen, what: [...((seen as Partial<Content>).what ?? before.what)] },
      { wasGone },
    ).kind,
  ).toBe(kind);
});

test('what an invoice says of its making counts more than that it was gone', () => {
  const members = { ...before.members, description: 'other' };
  const born = { birth: 'created 1' };
  const other = { members, who: 'Bob', ...born };
  expect(verdict(other, { ...born, wasGone: true }).kind).toBe('changed');
  // Made in the same second.
  expect(verdict({ ...other, what: ['travel'] }, { ...born, wasGone: true }).kind).toBe('new');
  expect(verdict({ members, birth: 'created 2' }, born).kind).toBe('new');
  expect(verdict({ members, birth: 'created 2' }, { ...born, volatile: ['created'] }).kind).toBe(
    'changed',
  );
});

test('another number is another invoice only after it was gone: a prefix may be mended', () => {
  const members = { ...before.members, description: 'other' };
  expect(verdict({ members, number: '8' }, { number: '7' }).kind).toBe('changed');
  expect(verdict({ members, number: '8' }, { number: '7', wasGone: true }).kind).toBe('new');
});
