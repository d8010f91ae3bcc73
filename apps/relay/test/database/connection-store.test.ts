import { days } from '../../src/shared/clock/durations.ts';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import { expect, test } from 'vitest';

import { exampleCredentials, openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

const scheme: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['activity'],
  separator: '',
  encoding: 'base64',
};
const stored = { ...exampleCredentials, baseUrl: 'https://api.example.com' };

function tokenOf(connection: { ingestUrl: string }): string {
  return connection.ingestUrl.split('/').at(-1) ?? '';
}

function change(relay: Resources, id: string, body: object) {
  return relay.call({ method: 'PATCH', url: `/v1/connections/${id}`, body });
}

function pin(relay: Resources, connectionId: string, found: SignatureScheme): Promise<void> {
  return relay.database.write((transaction) =>
    relay.connections.pinScheme(transaction, { connectionId, scheme: found, insteadOf: 'auto' }),
  );
}

test('finds a connection by the token of its ingest URL', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();

  expect(await relay.connections.findByToken(tokenOf(connection))).toEqual({
    id: connection.id,
    source: 'example',
    verificationMode: 'signature',
    scheme: 'auto',
    schemeFound: false,
    unknownSignature: null,
    isTroubled: false,
    validUntil: null,
    credentials: [stored],
  });
  expect(await relay.connections.findByToken('not-a-token')).toBeUndefined();
});

test('finds it by its previous URL for the requested overlap', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();
  const rotated = await relay.call({
    method: 'POST',
    url: `/v1/connections/${connection.id}/rotate-ingest-url`,
    body: { overlapSeconds: 60 },
  });
  const found = async (of: { ingestUrl: string }) =>
    (await relay.connections.findByToken(tokenOf(of)))?.id;

  relay.clock.advance(59_999);
  expect([await found(connection), await found(rotated.json)]).toEqual([
    connection.id,
    connection.id,
  ]);

  relay.clock.advance(1);
  expect([await found(connection), await found(rotated.json)]).toEqual([undefined, connection.id]);
});

test('each URL works for the overlap of its own rotation, regardless of later ones', async () => {
  await using relay = await openResources();
  const first = await relay.connect();
  const rotateFor = async (overlapSeconds: number): Promise<{ ingestUrl: string }> => {
    const url = `/v1/connections/${first.id}/rotate-ingest-url`;
    return (await relay.call({ method: 'POST', url, body: { overlapSeconds } })).json;
  };
  const works = async (of: { ingestUrl: string }) =>
    (await relay.connections.findByToken(tokenOf(of))) !== undefined;

  const second = await rotateFor(100);
  const third = await rotateFor(60);
  expect([await works(first), await works(second), await works(third)]).toEqual([true, true, true]);
  relay.clock.advance(60_000);
  expect([await works(first), await works(second), await works(third)]).toEqual([
    true,
    false,
    true,
  ]);
  relay.clock.advance(40_000);
  expect([await works(first), await works(third)]).toEqual([false, true]);
});

test('a rotation without overlap invalidates all earlier URLs', async () => {
  await using relay = await openResources();
  const first = await relay.connect();
  const url = `/v1/connections/${first.id}/rotate-ingest-url`;
  const { json: second } = await relay.call({ method: 'POST', url });
  const { json: third } = await relay.call({ method: 'POST', url, body: { overlapSeconds: 0 } });

  expect(await relay.connections.findByToken(tokenOf(first))).toBeUndefined();
  expect(await relay.connections.findByToken(tokenOf(second))).toBeUndefined();
  expect(await relay.connections.findByToken(tokenOf(third))).toBeDefined();
});

test('a deleted connection is not found by any of its URLs', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();
  const url = `/v1/connections/${connection.id}`;
  const rotated = await relay.call({ method: 'POST', url: `${url}/rotate-ingest-url` });

  await relay.call({ method: 'DELETE', url });

  expect(await relay.connections.findByToken(tokenOf(connection))).toBeUndefined();
  expect(await relay.connections.findByToken(tokenOf(rotated.json))).toBeUndefined();
});

test('a deleted connection keeps no secrets', async () => {
  await using relay = await openResources();
  const { id } = await relay.connect();
  await change(relay, id, { credentials: { ...exampleCredentials, authKey: 'another' } });

  await relay.call({ method: 'DELETE', url: `/v1/connections/${id}` });

  const rows = await relay.database.read((transaction) =>
    transaction.query(
      `SELECT "credentials", "token", (SELECT COUNT(*) FROM "rotated_secrets") AS "rotated"
       FROM "connections"`,
    ),
  );
  expect(rows).toEqual([{ credentials: '', token: '', rotated: 0 }]);
});

test('replaced credentials stay valid for a day', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();
  const changed = { ...exampleCredentials, authSecret: 'another-secret' };
  const credentials = async () =>
    (await relay.connections.findByToken(tokenOf(connection)))?.credentials;

  await change(relay, connection.id, { credentials: changed });
  // Setting the same credentials again does not drop the first ones.
  await change(relay, connection.id, { credentials: changed });

  relay.clock.advance(1 * days - 1);
  expect(await credentials()).toEqual([{ ...stored, ...changed }, stored]);

  relay.clock.advance(1);
  expect(await credentials()).toEqual([{ ...stored, ...changed }]);
});

test('credentials replaced twice within a day each stay valid for their own day', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();
  const secrets = ['second-secret', 'third-secret'];
  for (const authSecret of secrets) {
    await change(relay, connection.id, { credentials: { ...exampleCredentials, authSecret } });
    relay.clock.advance(1);
  }
  const valid = async () =>
    (await relay.connections.findByToken(tokenOf(connection)))?.credentials.map(
      (one) => (one as typeof exampleCredentials).authSecret,
    );

  relay.clock.advance(1 * days - 3);
  expect(await valid()).toEqual(['third-secret', 'second-secret', exampleCredentials.authSecret]);
  relay.clock.advance(1);
  expect(await valid()).toEqual(['third-secret', 'second-secret']);
  relay.clock.advance(1);
  expect(await valid()).toEqual(['third-secret']);
});

test('credentials can be replaced any number of times a day: the last five replaced ones stay valid', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();
  const secrets = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  for (const authSecret of secrets) {
    relay.clock.advance(1);
    const credentials = { ...exampleCredentials, authSecret };
    expect((await change(relay, connection.id, { credentials })).status).toBe(200);
  }
  const found = await relay.connections.findByToken(tokenOf(connection));
  expect(found?.credentials.map((one) => (one as typeof exampleCredentials).authSecret)).toEqual(
    secrets.slice(-6).toReversed(),
  );
});

test('pins the first scheme detected', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();

  await pin(relay, connection.id, scheme);
  await pin(relay, connection.id, { ...scheme, encoding: 'hex' });

  expect(await relay.connections.findByToken(tokenOf(connection))).toMatchObject({ scheme });
  const { json } = await relay.call({ url: `/v1/connections/${connection.id}` });
  expect(json.verification).toMatchObject({ mode: 'signature', state: 'pinned', scheme });
});

test('does not overwrite a scheme that was set in the meantime', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();
  await change(relay, connection.id, { verification: { mode: 'signature', scheme } });

  await pin(relay, connection.id, { ...scheme, encoding: 'hex' });

  expect(await relay.connections.findByToken(tokenOf(connection))).toMatchObject({ scheme });
});

test('pins nothing once signatures are no longer checked', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();
  await change(relay, connection.id, { verification: { mode: 'token' } });

  await pin(relay, connection.id, scheme);

  expect(await relay.connections.findByToken(tokenOf(connection))).toMatchObject({
    verificationMode: 'token',
    scheme: 'auto',
  });
});

test('a pin that is rolled back leaves no trace', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();

  const refused = relay.database.write(async (transaction) => {
    await relay.connections.pinScheme(transaction, {
      connectionId: connection.id,
      scheme,
      insteadOf: 'auto',
    });
    throw new Error('the disk is full');
  });

  await expect(refused).rejects.toThrow('the disk is full');
  expect(await relay.connections.findByToken(tokenOf(connection))).toMatchObject({
    scheme: 'auto',
  });
});

test('neither credentials nor token appear in clear text on disk or in the log', async () => {
  await using relay = await openResources();
  const connection = await relay.connect();
  await change(relay, connection.id, { credentials: { authKey: 'k', authSecret: 'very-secret' } });

  const disk = await relay.disk();

  expect(disk.includes(connection.id)).toBe(true);
  for (const secret of [exampleCredentials.authSecret, tokenOf(connection)]) {
    expect(disk.includes(secret)).toBe(false);
    expect(relay.log.join('')).not.toContain(secret);
  }
});
