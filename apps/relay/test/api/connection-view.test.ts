import type { AnySource } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { exampleSource } from '../support/resources.ts';
import type { ConnectionEntity } from '../../src/database/entities/connection.entity.ts';
import { connectionView } from '../../src/http/resources/connections/connection-view.ts';
import type { ConnectionView } from '../../src/http/resources/connections/connections.schemas.ts';

const connection = {
  id: 'con_1',
  source: 'example',
  name: 'Shop',
  settings: '{}',
  verificationMode: 'signature',
  verificationScheme: null,
  enrich: false,
  createdAt: 0,
  updatedAt: 0,
} as ConnectionEntity;

function verification(options: {
  readonly source: AnySource | undefined;
  readonly connection?: Partial<ConnectionEntity>;
  readonly vendorFailure?: string | undefined;
}) {
  return connectionView({
    connection: { ...connection, ...options.connection },
    ingestUrl: null,
    source: options.source,
    vendorFailure: options.vendorFailure,
    poll: null,
    lastActivityAt: null,
  }).verification;
}

const { findsScheme: _, ...documented } = exampleSource.webhook as NonNullable<
  AnySource['webhook']
>;

test('no scheme is awaited if the vendor documents its signature', () => {
  expect(verification({ source: { ...exampleSource, webhook: documented } })).toEqual({
    mode: 'signature',
    state: 'documented',
    scheme: null,
    unknownSignature: 'refuse',
  });
});

test('otherwise the scheme is awaited or pinned', () => {
  expect(verification({ source: exampleSource })).toMatchObject({ state: 'waiting' });
  const scheme = { digest: 'sha256', parts: ['authSecret'], separator: '', encoding: 'hex' };
  expect(
    verification({
      source: exampleSource,
      connection: { verificationScheme: JSON.stringify(scheme) },
    }),
  ).toMatchObject({ mode: 'signature', state: 'pinned', scheme });
});

test.each([
  [undefined, 'asking'],
  ['vendor_rate_limited', 'unreachable'],
  ['vendor_unauthorized', 'unauthorized'],
] as const)(
  'if the vendor is asked about activities, the view shows how that goes: after %s, %s',
  (vendorFailure, state) => {
    const callback = { verificationMode: 'callback' } as const;
    expect(verification({ source: exampleSource, connection: callback, vendorFailure })).toEqual({
      mode: 'callback',
      state,
      scheme: null,
      unknownSignature: 'refuse',
    });
    expect(verification({ source: exampleSource, vendorFailure })).toMatchObject({
      state: 'waiting',
    });
  },
);

test('without incoming requests, nothing is verified', () => {
  const { webhook: _none, ...polled } = exampleSource;
  expect(verification({ source: polled })).toEqual({
    mode: 'signature',
    state: 'polled',
    scheme: null,
    unknownSignature: 'refuse',
  });
});

test('a source that is not loaded is named as such, and what is pinned stays visible', () => {
  expect(verification({ source: undefined })).toMatchObject({
    state: 'source_not_loaded',
    scheme: 'auto',
  });
});

test.each([
  [undefined, 'ok', /^Webhooks are arriving/],
  ['vendor_unauthorized', 'failing', /rejects the credentials of this connection/],
  ['vendor_unreachable', 'failing', /cannot be reached at the moment/],
])('activities waiting for a vendor with %j make its connection %s', (failure, state, said) => {
  const { health } = connectionView({
    connection: { ...connection, verificationScheme: '{}', trouble: null },
    ingestUrl: null,
    source: exampleSource,
    vendorFailure: failure,
    hasUnconfirmed: true,
    poll: null,
    lastActivityAt: 0,
  });
  expect(health).toEqual({ state, message: expect.stringMatching(said) });
});

test.each([
  [
    'nothing',
    null,
    'waiting',
    /polls the vendor.* No webhook has arrived either: paste the ingest/,
  ],
  [
    'something',
    0,
    'ok',
    /^Activities are arriving\. The relay polls the vendor, and checks webhooks/,
  ],
])(
  'of a vendor that is polled and may send webhooks, none is claimed to arrive: %s has arrived',
  (_case, lastActivityAt, state, said) => {
    const source = { ...exampleSource, webhook: documented };
    const view = {
      connection: { ...connection, trouble: null },
      ingestUrl: null,
      source,
      vendorFailure: undefined,
      lastActivityAt,
    };
    const { health } = connectionView({ ...view, poll: {} as ConnectionView['poll'] });
    expect(health).toEqual({ state, message: expect.stringMatching(said) });
    if (lastActivityAt === null) return;
    // A backfill finds activities without any webhook, too.
    expect(connectionView({ ...view, poll: null }).health.message).toMatch(/^Activities are arr/);
  },
);
