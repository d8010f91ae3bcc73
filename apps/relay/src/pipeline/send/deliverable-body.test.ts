import { findEventType } from '@invoice-relay/core/events';
import { describe, expect, test } from 'vitest';

import { deliverableBody } from './deliverable-body.ts';

const { sample } = findEventType('invoice.paid');
const body = JSON.stringify(sample);
const plain = { body, maxBytes: null, replayId: null };
const read = (bytes: Buffer) => JSON.parse(bytes.toString());

describe('the body a subscriber gets for an event', () => {
  test('is the event as it is stored', () => {
    expect(deliverableBody(plain).toString()).toBe(body);
  });

  test.each([
    ['\0', '\uFFFD'],
    ['\uD83D', '\uFFFD'],
    ['a\uDE00b', 'a\uFFFDb'],
    ['🧾', '🧾'],
    [String.raw`\u0000 \ud800`, String.raw`\u0000 \ud800`],
  ])('contains no NUL and no half a character: %j', (given, delivered) => {
    const event = JSON.stringify({
      ...sample,
      data: { ...sample.data, attributes: { [given]: [given] } },
    });
    const { data } = read(deliverableBody({ ...plain, body: event }));
    expect(data.attributes).toEqual({ [delivered]: [delivered] });
  });

  test('says that it is a replay', () => {
    const { data } = read(deliverableBody({ ...plain, replayId: 'rpl_1' }));
    expect(data).toEqual({ ...sample.data, replay: { id: 'rpl_1' } });
  });

  test('omits the document if it is larger than the subscriber accepts', () => {
    const withInvoice = JSON.stringify({
      ...sample,
      data: {
        ...sample.data,
        invoice: { big: 'x'.repeat(5_000) },
        enrichment: { state: 'complete' },
      },
    });
    const whole = Buffer.byteLength(withInvoice);
    const options = { ...plain, body: withInvoice };
    expect(deliverableBody({ ...options, maxBytes: whole }).toString()).toBe(withInvoice);
    expect(read(deliverableBody({ ...options, maxBytes: whole - 1 })).data).toEqual({
      ...sample.data,
      invoice: null,
      enrichment: { state: 'unavailable', reason: 'too_large' },
    });
  });

  test('is sent as is if there is no document to omit', () => {
    const bare = JSON.stringify({ ...sample, data: { ...sample.data, invoice: null } });
    expect(deliverableBody({ ...plain, body: bare, maxBytes: 10 }).toString()).toBe(bare);
  });
});
