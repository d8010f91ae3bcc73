import { expect, test } from 'vitest';

import { alternativeSchemes } from './alternative-schemes.ts';
import type { SignatureMaterial } from './material.ts';
import { maximumDetectableBytes } from './maximum-detectable.ts';
import type { SignatureScheme } from './scheme.ts';

const materialOf = (activity: string): SignatureMaterial => ({
  timestamp: '2026-11-20T10:00:00Z',
  activity: new TextEncoder().encode(activity),
  activityId: '1',
  authKey: 'key',
  authSecret: 'secret',
});
const scheme: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};
const rich = '{"Id": 1,"Message":"Müller & Söhne","Order":null,"Sum":1.0}';

test('returns the same scheme for every other form of the activity', () => {
  const alternatives = [...alternativeSchemes({ scheme, material: materialOf(rich) })];
  expect(alternatives).toContainEqual({ ...scheme, parts: ['timestamp', 'activityCompact'] });
  expect(alternatives).toContainEqual({
    ...scheme,
    form: { space: 'none', nulls: 'dropped', strings: 'ascii' },
  });
  for (const { key, separator } of alternatives) {
    expect({ key, separator }).toEqual({ key: 'authSecret', separator: '.' });
  }
  const back = { ...scheme, form: { nulls: 'dropped' as const } };
  expect([...alternativeSchemes({ scheme: back, material: materialOf(rich) })]).toContainEqual(
    scheme,
  );
});

test.each<[string, SignatureScheme, string]>([
  ['over what is written in one way only', { ...scheme, parts: ['timestamp', 'activityId'] }, rich],
  ['over a payload that is not there', { ...scheme, parts: ['payload'] }, rich],
  ['over what is no JSON', { ...scheme, parts: ['activity'] }, '{"Id":'],
])('a scheme %s has none', (_, one, activity) => {
  expect([...alternativeSchemes({ scheme: one, material: materialOf(activity) })]).toEqual([]);
});

test('does not write a long activity in all forms, because a forger could exploit that', () => {
  const long = `{"Id": 1,"Message":"ü${'x'.repeat(maximumDetectableBytes)}"}`;
  const compact: SignatureScheme = { ...scheme, parts: ['timestamp', 'activityCompact'] };
  const material = materialOf(long);
  expect([...alternativeSchemes({ scheme, material })]).toEqual([compact]);
  expect([...alternativeSchemes({ scheme: compact, material })]).toEqual([scheme]);
});
