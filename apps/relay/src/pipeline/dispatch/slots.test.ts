import { expect, test } from 'vitest';

import { Slots } from './slots.ts';

const limits = { guaranteed: 2, shared: 3, most: 12 };

function take(slots: Slots, subscriptionId: string, count: number): void {
  for (let index = 0; index < count; index += 1) slots.take(subscriptionId);
}

test('a subscription has its own share, and what is left of the shared rest', () => {
  const slots = new Slots(limits);
  expect(slots.room('a')).toBe(5);
  take(slots, 'a', 3);
  expect(slots.room('a')).toBe(2);
  expect(slots.room('b')).toBe(4);
});

test('using up the shared rest takes nothing from the others’ own share', () => {
  const slots = new Slots(limits);
  take(slots, 'hangs', 5);
  expect(slots.room('hangs')).toBe(0);
  expect(slots.room('b')).toBe(2);
  take(slots, 'b', 2);
  expect(slots.room('b')).toBe(0);
  expect(slots.room('c')).toBe(2);
});

test('released slots can be taken again, the shared rest first', () => {
  const slots = new Slots(limits);
  take(slots, 'a', 5);
  slots.release('a');
  expect(slots.room('b')).toBe(3);
  for (let index = 0; index < 4; index += 1) slots.release('a');
  expect(slots.total).toBe(0);
  expect(slots.room('a')).toBe(5);
  slots.release('a');
  expect(slots.total).toBe(0);
});

test('the total never exceeds what the machine can handle', () => {
  const slots = new Slots(limits);
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) take(slots, id, 2);
  expect(slots.total).toBe(12);
  expect(slots.room('g')).toBe(0);
});
