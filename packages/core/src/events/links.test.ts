import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { createEvent } from './create-event.ts';
import { eventSchema } from './any-event.ts';
import { maskLinks, maskLinksInText } from './links.ts';

const token = 'aB1'.repeat(42);
const link = `https://www.envoice.in/invoice/shared?token=${token}&id=v6=+/`;

describe('masks', () => {
  test.each([
    ['a link', link],
    ['a link in a sentence', `See (${link}), or call.`],
    ['two links in a text', `${link} and ${link}`],
    ['JSON', JSON.stringify({ Link: link, Message: `"${link}"` })],
    ['JSON with an escaped ampersand', `{"Link":"${link.replaceAll('&', String.raw`\u0026`)}"}`],
    ['JSON with escaped slashes', `{"Link":"${link.replaceAll('/', String.raw`\/`)}"}`],
    ['HTML', `<a href="${link.replaceAll('&', '&amp;')}">here</a>`],
    ['a link without its beginning', `/invoice/shared?token=${token}`],
    ['a fragment', `https://vendor.example/#${token}`],
    ['a path', `https://vendor.example/shared/${token}/pdf`],
    ['a path in JSON', String.raw`{"Link":"https:\/\/vendor.example\/${token}"}`],
    ['a password', `https://${token}:${token}@vendor.example/`],
    ['a link in a link', `https://vendor.example/?to=${encodeURIComponent(link)}`],
  ])('%s', (_name, text) => {
    const told = maskLinksInText(text);
    expect(told).not.toContain(token);
    expect(told).toContain('masked');
    expect(told).not.toMatch(/v6=/);
  });

  test('and JSON stays JSON', () => {
    const told = maskLinksInText(JSON.stringify({ link, text: `see ${link}` }));
    expect(() => JSON.parse(told) as unknown).not.toThrow();
    expect(told).not.toContain(token);
  });

  test('and shows where a link leads', () => {
    expect(maskLinksInText(`Open ${link}`)).toBe(
      'Open https://www.envoice.in/invoice/shared?masked',
    );
    expect(maskLinksInText('https://me:pa55@vendor.example/pdf')).toBe(
      'https://masked@vendor.example/pdf',
    );
  });
});

test.each(['', 'Invoice #1 was paid', '1 + 1 = 2', 'https://vendor.example/a/b.html', 'a://b'])(
  'leaves %j as it is',
  (text) => {
    expect(maskLinksInText(text)).toBe(text);
  },
);

test('masks every string in any value', () => {
  expect(maskLinks({ a: [link, 1, null, { b: link }], c: true })).toEqual({
    a: ['https://www.envoice.in/invoice/shared?masked', 1, null, { b: expect.any(String) }],
    c: true,
  });
  expect(JSON.stringify(maskLinks([[{ link }]]))).not.toContain(token);
});

test('an event of a connection without links contains none', () => {
  const options = {
    id: 'evt_1',
    connectionId: 'con_1',
    source: 'envoice',
    normalized: {
      type: 'activity.unknown' as const,
      timestamp: '2026-11-20T10:00:00Z',
      subject: null,
      attributes: { Link: link },
      activity: { id: '1', type: '99', message: `See ${link}`, link, createdAt: null },
    },
  };
  expect(createEvent(options).data.activity.link).toBe(link);
  const event = createEvent({ ...options, includeLinks: false });
  expect(JSON.stringify(event)).not.toContain(token);
  expect(event.data.activity.link).toBeNull();
  expect(v.parse(eventSchema, event)).toEqual(event);
});

test('masks a long text of truncated links quickly', () => {
  // Not the time on the clock: a busy machine has other work to do as well.
  const before = process.cpuUsage();
  maskLinksInText('https://a'.repeat(20_000));
  maskLinksInText('token='.repeat(20_000));
  maskLinksInText(`https://${'@'.repeat(200_000)}`);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(2000);
});
