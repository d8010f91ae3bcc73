import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

const customer = 'Erika Mustermann';

/** Returns the files that contain the customer's name, byte for byte. */
async function filesWith(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return names.filter((_, index) => contents[index]?.includes(customer));
}

test('nothing of an erased subject remains in any file: database, inbox or write-ahead logs', async () => {
  await using subscriber = await startSubscriber(({ event }) =>
    event.data.subject?.id === '77' ? { status: 200, body: `Hi ${customer}` } : 200,
  );
  await using relay = await startTestRelay();
  const { id, ingestUrl } = await relay.connect();
  await relay.subscribe({ url: subscriber.url });
  // A short one, used to detect how the vendor signs.
  await relay.post(ingestUrl, signedBody(activity({ InvoiceId: 1 })));
  // More than a page each, so that some of the text is in pages of its own.
  const Message = `${customer} `.repeat(500);
  for (let count = 0; count < 20; count += 1) {
    await relay.post(ingestUrl, signedBody(activity({ InvoiceId: 77, Message })));
  }
  await until(() => expect(subscriber.requests).toHaveLength(21));
  await until(async () =>
    expect((await relay.call('GET', '/v1/deliveries?status=pending')).body.data).toEqual([]),
  );
  expect(await filesWith(relay.folder)).toContain('relay.sqlite-wal');

  const { status, body } = await relay.call('DELETE', `/v1/subjects/${id}/invoice/77`, undefined, {
    // As our client sends it with every call that changes something.
    'idempotency-key': 'erase-77',
  });

  expect(status).toBe(200);
  expect(body.erased).toMatchObject({ events: 20, activities: 20, attempts: 20 });
  expect(await filesWith(relay.folder)).toEqual([]);
});
