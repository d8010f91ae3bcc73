import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { PayloadError } from '../errors/index.ts';
import type { JsonObject } from '../events/index.ts';
import { sampleInvoice } from '../events/samples/documents.ts';
import { broken, brokenEvent, brokenWebhook, failing } from './broken-example.ts';
import type { Break, Contract } from './broken-example.ts';
import { webhookBreaks } from './broken-webhooks.ts';
import type { ActivityFixture } from './contract-options.ts';
import { fixtureActivity } from './contract-subject.ts';
import { createExampleSource, exampleContract, normalize, signExample } from './example-source.ts';
import { sourceContract } from './source-contract.ts';

const breaks: readonly Break[] = [
  [
    'credentials of any kind',
    broken(() => ({ credentialsSchema: v.any() })),
    ['source: parses its credentials and settings, and rejects nonsense'],
  ],
  [
    'settings of any kind',
    broken(() => ({ settingsSchema: v.any() })),
    ['source: parses its credentials and settings, and rejects nonsense'],
  ],
  [
    'credentials that change each time they are read',
    broken(() => ({
      credentialsSchema: v.strictObject({
        secret: v.pipe(
          v.string('secret must be text'),
          v.transform((text) => `${text}!`),
        ),
      }),
    })),
    ['source: parses its own output unchanged'],
  ],
  [
    'a schema whose messages repeat the secret',
    broken(() => ({
      credentialsSchema: v.strictObject({ secret: v.pipe(v.string(), v.regex(/^[a-z-]+$/)) }),
    })),
    ['source: does not repeat secrets of credentials that it rejects'],
  ],
  [
    'events that are not listed',
    broken(() => ({ eventTypes: ['activity.unknown'] })),
    ['normalize: returns events that match the catalog, of the listed types'],
  ],
  [
    'the wrong event type',
    brokenEvent(({ type }) => ({ type: type === 'invoice.paid' ? 'activity.unknown' : type })),
    ['normalize: "paid" becomes invoice.paid'],
  ],
  [
    'a second event that nobody expects',
    broken(() => ({
      normalize: (activity: Parameters<typeof normalize>[0]) => {
        const [event] = normalize(activity);
        return event.type === 'invoice.paid' ? [event, event] : [event];
      },
    })),
    ['normalize: "paid" becomes invoice.paid'],
  ],
  [
    'the wrong subject',
    brokenEvent(({ subject }) => ({ subject: subject && { ...subject, id: '8' } })),
    ['normalize: "paid" becomes invoice.paid'],
  ],
  [
    'unknown activities that lose a member',
    brokenEvent(({ type, attributes }) =>
      type === 'activity.unknown' ? { attributes: { what: attributes['what'] } } : {},
    ),
    ['normalize: an activity of unknown type becomes activity.unknown with its members'],
  ],
  [
    'a timestamp that is none',
    brokenEvent(() => ({ timestamp: 'yesterday' })),
    [
      'normalize: returns events that match the catalog, of the listed types',
      'webhook: whatever parse returns, normalize can read',
    ],
  ],
  [
    'an attribute that JSON drops',
    brokenEvent(({ attributes }) => ({ attributes: { ...attributes, gone: undefined } })),
    [
      'normalize: returns events that match the catalog, of the listed types',
      'webhook: whatever parse returns, normalize can read',
    ],
  ],
  [
    'an attribute that the catalog describes otherwise, in a second event',
    broken(({ eventTypes }) => ({
      eventTypes: [...eventTypes, 'payment.received'],
      normalize: (activity: Parameters<typeof normalize>[0]) => {
        const [event] = normalize(activity);
        return event.type === 'invoice.paid'
          ? [event, { ...event, type: 'payment.received', attributes: { gateway: '' } }]
          : [event];
      },
    })),
    [
      'normalize: "paid" becomes invoice.paid',
      'normalize: returns events that match the catalog, of the listed types',
    ],
  ],
  [
    'normalize with a memory',
    {
      createSource: (() => {
        let calls = 0;
        return () => ({
          ...createExampleSource(),
          normalize: (activity: Parameters<typeof normalize>[0]) => {
            const [event] = normalize(activity);
            return [{ ...event, attributes: { ...event.attributes, calls: (calls += 1) } }];
          },
        });
      })(),
    },
    [
      'normalize: is pure',
      'normalize: returns the same on any day, and in any time zone',
      'webhook: an activity received twice has the same id and the same events',
    ],
  ],
  [
    'times without a time zone',
    brokenEvent(() => ({ timestamp: new Date('2026-11-20T10:00:00').toISOString() })),
    ['normalize: returns the same on any day, and in any time zone'],
  ],
  [
    'the day on which it is read',
    brokenEvent(() => ({ timestamp: `${new Date().toISOString().slice(0, 10)}T00:00:00Z` })),
    ['normalize: returns the same on any day, and in any time zone'],
  ],
  [
    'seconds taken for milliseconds',
    brokenEvent(({ timestamp }) => ({
      timestamp: new Date(Date.parse(timestamp) / 1000).toISOString(),
    })),
    ['normalize: returns events that match the catalog, of the listed types'],
  ],
  [
    'normalize that needs more than parse requires',
    broken(() => ({
      normalize: (activity: Parameters<typeof normalize>[0]) => {
        const { note } = JSON.parse(new TextDecoder().decode(activity.raw));
        if (note?.trim() === '') return [];
        return normalize(activity);
      },
    })),
    ['webhook: whatever parse returns, normalize can read'],
  ],
  [
    'a header that parse needs, although it says that it needs none',
    brokenWebhook(({ parse }) => ({
      parsesBodyAlone: true,
      parse: (...[request, context]: Parameters<typeof parse>) =>
        parse(request, context).map((one) =>
          request.headers['x-time'] === undefined ? { ...one, id: 'unknown' } : one,
        ),
    })),
    ['webhook: parses every fixture into its activity, byte for byte'],
  ],
  [
    'normalize with a clock',
    {
      createSource: ({ now }) => ({
        ...createExampleSource(),
        normalize: (activity) => (now(), normalize(activity)),
      }),
    },
    ['normalize: is pure'],
  ],
  [
    'normalize that writes into the activity',
    broken(() => ({
      normalize: (activity: Parameters<typeof normalize>[0]) => {
        const events = normalize(activity);
        activity.raw.fill(0x20);
        return events;
      },
    })),
    ['normalize: is pure'],
  ],
  ...webhookBreaks,
];

test.each(breaks)('detects %s', async (_, change, cases) => {
  expect(await failing(change)).toEqual(cases);
});

test('every case fails at least once', () => {
  const seen = new Set(breaks.flatMap(([, , cases]) => cases));
  const never = sourceContract(exampleContract).cases.filter(({ name }) => !seen.has(name));
  expect(never.map(({ name }) => name)).toEqual([]);
});

test('detects a source that rejects its own vendor', async () => {
  const change: Partial<Contract> = {
    webhook: {
      sign: (options) => signExample({ ...options, credentials: { secret: 'battery-staple' } }),
    },
  };
  expect(await failing(change)).toContain(
    'webhook: verifies every fixture, and again with the scheme it found',
  );
});

test('detects a link in an error by its key, not by the short words of its query', async () => {
  const [paid] = exampleContract.fixtures;
  const raw = `${paid.raw.slice(0, -1)},"link":"https://example.com/i?s=ap&p=&key=0123456789abcdef"}`;
  const fixtures: Contract['fixtures'] = [{ ...paid, raw }];
  expect(await failing({ fixtures })).toEqual([]);
  const showing = brokenWebhook(({ parse }) => ({
    parse: (...[request, context]: Parameters<typeof parse>) => {
      try {
        return parse(request, context);
      } catch {
        throw new PayloadError('payload_invalid', new TextDecoder().decode(request.body));
      }
    },
  }));
  expect(await failing({ ...showing, fixtures })).toEqual([
    'webhook: errors contain no secret and no key of a link',
  ]);
});

describe('what only an author knows to be right', () => {
  const becomes = 'normalize: "paid" becomes invoice.paid';
  const [paid] = exampleContract.fixtures;
  const fixture = (
    shown: Pick<ActivityFixture, 'timestamp' | 'document'>,
  ): Pick<Contract, 'fixtures'> => ({ fixtures: [{ ...paid, ...shown }] });
  const invoice = sampleInvoice('paid');
  const withDocument = brokenEvent(({ type }) =>
    type === 'invoice.paid' ? { document: { kind: 'invoice', invoice } } : {},
  );

  test('amounts and other members of the document', async () => {
    const { totals, dueDate } = invoice;
    const amounts = (document: JsonObject) =>
      failing({ ...withDocument, ...fixture({ document }) });
    expect(await amounts({ totals, dueDate })).toEqual([]);
    expect(await amounts({ totals: { ...totals, payableAmount: '4840' } })).toEqual([becomes]);
    const { payableAmount } = totals;
    expect(await amounts({ totals: { payableAmount } })).toEqual([]);
    expect(await amounts({ totals: { payableAmount: '4840' } })).toEqual([becomes]);
    expect(await amounts({ totals: { paid: null } })).toEqual([becomes]);
    expect(await amounts({ dueDate: '2026-01-01' })).toEqual([becomes]);
  });

  test('that there is a document', async () => {
    expect(await failing(fixture({ document: {} }))).toEqual([becomes]);
  });

  test('the time', async () => {
    const { seenAt } = fixtureActivity(paid);
    expect(await failing(fixture({ timestamp: seenAt }))).toEqual([]);
    const inAmsterdam = new Date(Date.parse(seenAt) + 3_600_000)
      .toISOString()
      .replace('Z', '+01:00');
    expect(await failing(fixture({ timestamp: inAmsterdam }))).toEqual([]);
    expect(await failing(fixture({ timestamp: '2026-11-20T11:00:00Z' }))).toEqual([becomes]);
  });
});
