import type { IExecuteFunctions } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { envoiceCredentials } from '../../nodes/shared/envoice-credentials.ts';

const read = (stored: object) => {
  const context = { getCredentials: () => Promise.resolve(stored) };
  return envoiceCredentials(context as unknown as IExecuteFunctions);
};

test('credentials are read without what was copied with them', async () => {
  const stored = { authKey: ' key ', authSecret: 'secret\n', baseUrl: ' https://example.com/ ' };
  expect(await read(stored)).toEqual({
    authKey: 'key',
    authSecret: 'secret',
    baseUrl: 'https://example.com',
  });
});

test.each(['', '  ', '/'])(
  'without a base URL they are for Envoice itself: "%s"',
  async (baseUrl) => {
    const { baseUrl: called } = await read({ authKey: 'key', authSecret: 'secret', baseUrl });
    expect(called).toBe('https://www.envoice.in');
  },
);
