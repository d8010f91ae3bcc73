import { expect, test } from 'vitest';

import { chooseAll, chooseRelay, eventTypesText, isWanted } from './event-type-choice.ts';

test('switching to all events and back keeps the selected relay events', () => {
  const chosen = chooseAll(['invoice.paid', 'relay.delivery.dead'], true);
  expect(chosen).toEqual(['*', 'relay.delivery.dead']);
  expect(chooseAll(chosen, false)).toEqual(['relay.delivery.dead']);
});

test('events about the relay can be added to all others, and removed', () => {
  expect(chooseRelay(['*'], true)).toEqual(['*', 'relay.*']);
  expect(chooseRelay(['*', 'relay.delivery.dead'], true)).toEqual(['*', 'relay.*']);
  expect(chooseRelay(['*', 'relay.*'], false)).toEqual(['*']);
});

test.each([
  [['*'], 'invoice.paid', true],
  [['*'], 'relay.delivery.dead', false],
  [['*', 'relay.*'], 'relay.delivery.dead', true],
  [['invoice.*'], 'invoice.paid', true],
  [['invoice.*'], 'payment.received', false],
  [['invoice.paid'], 'invoice.paid', true],
  [['invoice.paid'], 'invoice.unpaid', false],
])('of %j, %s is a sample to send: %s', (eventTypes, type, isSample) => {
  expect(isWanted(type, eventTypes)).toBe(isSample);
});

test.each([
  [['*'], 'All'],
  [['*', 'invoice.paid'], 'All'],
  [['*', 'relay.*'], 'All, relay.*'],
  [['invoice.paid', 'relay.*'], 'invoice.paid, relay.*'],
])('%j reads "%s"', (eventTypes, words) => {
  expect(eventTypesText(eventTypes)).toBe(words);
});
