import { VendorError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { foundBy } from './found-by.ts';

const failing = (code: 'vendor_not_found' | 'vendor_failed') => () =>
  Promise.reject(new VendorError(code, 'x'));

test('returns what exists, none for what does not, and throws other failures', async () => {
  expect(await foundBy(async () => 7)).toEqual([7]);
  expect(await foundBy(failing('vendor_not_found'))).toEqual([]);
  await expect(foundBy(failing('vendor_failed'))).rejects.toMatchObject({ code: 'vendor_failed' });
});
