import * as v from 'valibot';
import { expect, test } from 'vitest';

import {
  schemeCoversActivity,
  schemeUsesSecret,
  trustworthySchemeSchema,
} from './scheme-properties.ts';
import type { SignatureScheme } from './scheme.ts';

const rest = { separator: '', encoding: 'hex' } as const;
const plain: SignatureScheme = { digest: 'sha256', parts: ['timestamp', 'activity'], ...rest };
const hashed: SignatureScheme = { digest: 'sha256', parts: ['timestamp', 'authSecret'], ...rest };
const keyed: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authKey',
  parts: ['activityCompact'],
  ...rest,
};
const keyedWithoutSecret: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'timestamp',
  parts: ['activityId'],
  ...rest,
};

test('a scheme uses a secret as its key or among its parts', () => {
  expect([plain, hashed, keyed, keyedWithoutSecret].map(schemeUsesSecret)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('a scheme covers the activity as it is or compact, and its id alone does not count', () => {
  expect([plain, hashed, keyed, keyedWithoutSecret].map(schemeCoversActivity)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('a scheme to pin must use a secret', () => {
  expect(v.parse(trustworthySchemeSchema, keyed)).toEqual(keyed);
  const refused = v.safeParse(trustworthySchemeSchema, plain);
  expect(refused.success).toBe(false);
  expect(refused.issues?.[0].message).toMatch(/needs "authKey" or "authSecret"/);
});
