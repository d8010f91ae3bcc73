import { expect, test } from 'vitest';

import { plausibleId } from './plausible-id.ts';

const about = (subjectId: string, id: string) =>
  plausibleId({ id, subject: { kind: 'order', id: subjectId, number: null } });

test('says what it is about', () => {
  expect(about('77', '50')).toBe('order/77/50');
  expect(plausibleId({ id: '50', subject: null })).toBe('activity/50');
});

test('no two read the same, and any text can be encoded', () => {
  expect(about('77/5', '0')).not.toBe(about('77', '5/0'));
  expect(about('77', '\uD800')).toBe('order/77/%EF%BF%BD');
});
