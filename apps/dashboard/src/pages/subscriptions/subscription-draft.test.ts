import { expect, test } from 'vitest';

import { changesOf, choosable, emptyDraft, inputOf } from './subscription-draft.ts';

const draft = { ...emptyDraft, url: 'https://books.example/hooks' };

test('all connections become null, but only if they were chosen', () => {
  expect(inputOf(draft)).toMatchObject({ input: { connectionIds: null }, errors: new Map() });
  const some = inputOf({ ...draft, connectionIds: ['con_1'] });
  expect(some).toMatchObject({ input: { connectionIds: ['con_1'] }, errors: new Map() });
});

test('no connection, as after deselecting the last one, does not mean all connections', () => {
  const { input, errors } = inputOf({ ...draft, connectionIds: [] });
  expect(input.connectionIds).not.toBeNull();
  expect([...errors.keys()]).toEqual(['connectionIds']);
});

test('a selected connection that was deleted can be deselected', () => {
  const connections = [{ id: 'con_1', name: 'Shop' }];
  expect(choosable({ connections, connectionIds: ['con_1'] })).toEqual(connections);
  expect(choosable({ connections, connectionIds: ['con_gone', 'con_1'] })).toEqual([
    ...connections,
    { id: 'con_gone', name: 'con_gone (deleted)' },
  ]);
});

test('an edit only sends what was changed', () => {
  expect(changesOf(draft, draft)).toEqual({});
  expect(changesOf(draft, { ...draft, description: ' Books ' })).toEqual({ description: 'Books' });
  const paced = { ...draft, maxPerSecond: '5', expectBodyIncludes: 'ok' };
  expect(changesOf(draft, paced)).toEqual({ maxPerSecond: 5, expect: { bodyIncludes: 'ok' } });
  expect(changesOf(paced, draft)).toEqual({ maxPerSecond: null, expect: null });
  expect(changesOf({ ...draft, eventTypes: ['invoice.*'] }, draft)).toEqual({ eventTypes: ['*'] });
});
