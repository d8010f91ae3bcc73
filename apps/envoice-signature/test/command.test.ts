import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { signatureSchemeSchema } from '@invoice-relay/core/signature';
import { signEnvoiceWebhook } from '@invoice-relay/envoice/testing';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { run } from '../src/run.ts';

const credentials = { authKey: 'ek_7f3a2b9c', authSecret: 'es_d41d8cd98f00' };
const scheme = v.parse(signatureSchemeSchema, {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['activityId', 'timestamp'],
  separator: ':',
  encoding: 'base64',
});
const webhook = new TextDecoder().decode(
  signEnvoiceWebhook({
    activity: '{"Id":99120, "Type":11,"InvoiceId":3971}',
    timestamp: '2026-11-20T10:00:00.5Z',
    credentials,
    scheme,
  }).body,
);
const keys = ['--auth-key', credentials.authKey, '--auth-secret', credentials.authSecret];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'envoice-signature-'));
  vi.stubEnv('ENVOICE_AUTH_KEY', undefined);
  vi.stubEnv('ENVOICE_AUTH_SECRET', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function call(args: readonly string[], input = '') {
  let output = '';
  let errors = '';
  const exitCode = await run({
    args,
    streams: {
      input: ReadableStream.from([Buffer.from(input)]),
      write: (text) => {
        output += text;
      },
      writeError: (text) => {
        errors += text;
      },
    },
  });
  return { exitCode, output, errors };
}

/** Runs the command with this payload in a file. */
async function callWith(payload: string | Uint8Array, ...args: readonly string[]) {
  const path = join(folder, 'webhook.json');
  await writeFile(path, payload);
  return call(['--payload', path, ...(args.length === 0 ? keys : args)]);
}

describe('finds the scheme', () => {
  test('and prints it with the next steps', async () => {
    const { exitCode, output, errors } = await callWith(webhook);
    expect([exitCode, errors]).toEqual([0, '']);
    expect(output).toContain(
      'HMAC-SHA256 keyed with the auth secret over activity id + ":" + timestamp, in base64',
    );
    expect(output).toContain('Next steps\n1. ');
    // The relay must accept the command that users are told to copy.
    const body = /-d '(.*)'/.exec(output)?.[1] ?? '';
    expect(JSON.parse(body)).toEqual({ verification: { mode: 'signature', scheme } });
    for (const secret of Object.values(credentials)) expect(output).not.toContain(secret);
  });

  test('as JSON', async () => {
    const { exitCode, output } = await callWith(webhook, ...keys, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ result: 'one', matches: [{ scheme }] });
  });

  test('from a piped payload', async () => {
    expect(await call(['--payload', '-', ...keys], webhook)).toMatchObject({ exitCode: 0 });
  });

  test('with key and secret from the environment', async () => {
    vi.stubEnv('ENVOICE_AUTH_KEY', credentials.authKey);
    vi.stubEnv('ENVOICE_AUTH_SECRET', ` ${credentials.authSecret}\n`);
    expect(await call(['--payload', '-'], webhook)).toMatchObject({ exitCode: 0 });
    const help = await call(['--help']);
    expect(help).toMatchObject({ exitCode: 0, output: expect.stringContaining('--payload') });
    expect(help.output).not.toContain(credentials.authSecret);
  });
});

describe('does not find it', () => {
  test('with the credentials of another account, and suggests what to try', async () => {
    const { exitCode, output } = await callWith(webhook, '--auth-key', 'a', '--auth-secret', 'b');
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^Not found/);
    expect(output).toContain('Copy the key and the secret again');
    expect(JSON.parse(/-d '(.*)'/.exec(output)?.[1] ?? '')).toEqual({
      verification: { mode: 'callback' },
    });
  });

  test('if the signature uses no secret, and suggests an alternative', async () => {
    const open = v.parse(signatureSchemeSchema, {
      digest: 'sha256',
      parts: ['activity'],
      encoding: 'hex',
    });
    const { body } = signEnvoiceWebhook({
      activity: '{"Id":1}',
      timestamp: '2026-11-20T10:00:00Z',
      credentials,
      scheme: open,
    });
    const { exitCode, output } = await callWith(body);
    expect(exitCode).toBe(1);
    expect(output).toContain('The signature proves nothing');
    expect(output).not.toContain('Copy the key and the secret again');
    expect(output).toContain('{"verification": {"mode": "callback"}}');
  });

  test('unambiguously if key and secret are the same', async () => {
    const same = { authKey: 'the-same', authSecret: 'the-same' };
    const { body } = signEnvoiceWebhook({
      activity: '{"Id":1}',
      timestamp: '2026-11-20T10:00:00Z',
      credentials: same,
      scheme,
    });
    const result = await callWith(body, '--auth-key', 'the-same', '--auth-secret', 'the-same');
    expect(result).toMatchObject({
      exitCode: 1,
      output: expect.stringMatching(/^Ambiguous/),
    });
  });

  test('as JSON', async () => {
    const args = ['--auth-key', 'a', '--auth-secret', 'b', '--json'];
    const { exitCode, output } = await callWith(webhook, ...args);
    expect(exitCode).toBe(1);
    expect(JSON.parse(output)).toMatchObject({ result: 'none', matches: [] });
  });
});

describe('reports usage errors', () => {
  test.each([
    ['no payload', keys, /required option '--payload/],
    ['a missing file', ['--payload', '/nowhere/x.json', ...keys], /no such file/],
    ['a folder', ['--payload', tmpdir(), ...keys], /it is a folder/],
    ['an empty payload', ['--payload', '-', ...keys], /The payload is empty/],
    ['an unknown option', ['--payload', '-', '--secret', 'x'], /unknown option/],
    ['an extra argument', ['--payload', '-', ...keys, 'now'], /too many arguments/],
  ])('%s', async (_, args, message) => {
    const { exitCode, output, errors } = await call(args);
    expect([exitCode, output]).toEqual([2, '']);
    expect(errors).toMatch(message);
  });

  test.each([
    ['no secret', ['--auth-key', 'a'], /--auth-secret is missing.*ENVOICE_AUTH_SECRET/],
    ['no key', ['--auth-secret', 'a'], /--auth-key is missing.*ENVOICE_AUTH_KEY/],
    ['an empty key', ['--auth-key', ' ', '--auth-secret', 'a'], /authKey is empty/],
  ])('%s', async (_, args, message) => {
    const { exitCode, errors } = await callWith(webhook, ...args);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(message);
  });

  test.each([
    ['invalid JSON', 'POST /hooks/abc HTTP/1.1\nHost: x'],
    ['another JSON object', '{"type": "invoice.paid", "data": {}}'],
    ['a webhook wrapped by a tool', JSON.stringify({ headers: {}, body: webhook })],
    ['invalid UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
  ])('in the payload: %s', async (_, payload) => {
    const { exitCode, errors } = await callWith(payload);
    expect(exitCode).toBe(2);
    expect(errors).toMatch(/^This is not an Envoice webhook\. .*Capture the webhook again/);
  });

  test('for a payload that is too large', async () => {
    const result = await callWith('x'.repeat(1024 * 1024 + 1));
    expect(result).toMatchObject({ exitCode: 2, errors: expect.stringContaining('1 MiB') });
  });
});
