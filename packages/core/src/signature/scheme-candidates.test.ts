import * as v from 'valibot';
import { expect, test } from 'vitest';

import { describeScheme } from './describe-scheme.ts';
import { layoutScheme, schemeLayouts } from './scheme-candidates.ts';
import { schemePartSchema, signatureSchemeSchema } from './scheme.ts';

const values = schemePartSchema.options.filter((part) => part !== 'payload');
const layouts = [...schemeLayouts(values)];
const schemes = layouts.flatMap((layout) =>
  layout.keys.map((key) => layoutScheme({ layout, key, encoding: 'hex' })),
);

test('returns thousands of valid, distinct schemes', () => {
  // 586 ordered selections: 6 of one part, and 28, 96, 216 and 240 of two to five. Those of several
  // parts take 10 separators, all take 3 keys (one of them none), and 1,085 layouts each take the
  // timestamp and the activity's id.
  expect(schemes.length).toBe((6 + 580 * 10) * 3 + 1085 * 2);
  expect(new Set(schemes.map(describeScheme)).size).toBe(schemes.length);
  for (const scheme of schemes) {
    expect(v.is(signatureSchemeSchema, scheme)).toBe(true);
  }
});

test('no part twice, never both spellings of the activity, no separator for one part', () => {
  for (const { parts, separator } of layouts) {
    expect(new Set(parts).size).toBe(parts.length);
    expect(parts.includes('activity') && parts.includes('activityCompact')).toBe(false);
    expect(parts.length === 1 && separator !== '').toBe(false);
  }
});

test('uses only available parts', () => {
  const few = [...schemeLayouts(['activity', 'authKey'])];
  expect(new Set(few.flatMap(({ parts, keys }) => [...parts, ...keys]))).toEqual(
    new Set(['activity', 'authKey', undefined]),
  );
});
