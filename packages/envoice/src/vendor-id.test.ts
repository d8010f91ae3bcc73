import { expect, test } from 'vitest';

import { readRawMembers } from '@invoice-relay/core/json';
import { vendorId } from './vendor-id.ts';

const idOf = (json: string) => vendorId(readRawMembers(`{"Id":${json}}`).get('Id'));

test.each([
  ['99120', '99120'],
  ['"99120"', '99120'],
  ['"099"', '099'],
  ['99120.0', '99120'],
  ['9.912e4', '99120'],
  ['-7', '-7'],
  ['2147483648', '2147483648'],
  ['9007199254740993', '9007199254740993'],
  ['123456789012345678901234567890', '123456789012345678901234567890'],
  ['"3f2504e0-4f89-11d3-9a0c-0305e82c3301"', '3f2504e0-4f89-11d3-9a0c-0305e82c3301'],
])('%s is the id %j', (json, id) => expect(idOf(json)).toBe(id));

test.each([
  '0',
  '-0',
  '0.0',
  '"0"',
  '"00"',
  '""',
  '" "',
  'null',
  'true',
  '[1]',
  '{}',
  '1.5',
  '1e400',
  '"a b"',
  '"a/b"',
  '"a\\u0000"',
  '"sha256:00"',
  '9'.repeat(129),
])('%s is not an id', (json) => expect(idOf(json)).toBeNull());

test('a missing member is not an id', () => expect(vendorId(undefined)).toBeNull());
