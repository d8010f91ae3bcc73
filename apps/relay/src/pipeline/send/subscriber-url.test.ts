import { describe, expect, it } from 'vitest';

import { createAddressGuard } from '../../outbound/address-guard.ts';
import { subscriberUrlProblem } from './subscriber-url.ts';

const strict = createAddressGuard({ allowPrivateNetworks: [] });
const problem = (url: string, guard = strict): string | undefined =>
  subscriberUrlProblem({ url, guard });

describe('the URL of a subscriber', () => {
  it.each([
    'https://example.com/hooks',
    'http://example.com:8080/hooks?token=1',
    'https://n8n/webhook/1',
    'https://localhost.example.com/',
    'https://notlocalhost/',
    'http://8.8.8.8/',
    'https://[2606:4700:4700::1111]:8443/',
  ])('may be %s', (url) => {
    expect(problem(url)).toBeUndefined();
  });

  it.each([
    '',
    'example.com',
    '/hooks',
    'ftp://example.com/',
    'file:///etc/passwd',
    'http://',
    'https://a b/',
  ])('must be a complete http or https URL, unlike %j', (url) => {
    expect(problem(url)).toMatch('must be a complete http or https URL');
  });

  it.each([
    'https://user:pass@example.com/',
    'https://user@example.com/',
    'https://:pass@example.com/',
  ])('must contain no credentials, unlike %s', (url) => {
    expect(problem(url)).toMatch('must not contain a user name or password');
    expect(problem(url)).not.toMatch('pass@');
  });

  it('must contain no fragment', () => {
    expect(problem('https://example.com/hooks#there')).toMatch('must not contain a fragment');
  });

  // A URL parses every notation of an address to the same one (WHATWG URL, host parsing).
  it.each([
    ['http://127.0.0.1/', '127.0.0.1'],
    ['http://127.0.0.1./', '127.0.0.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://0x7f000001/', '127.0.0.1'],
    ['http://0177.0.0.1/', '127.0.0.1'],
    ['http://127.1/', '127.0.0.1'],
    ['http://%31%32%37.0.0.1/', '127.0.0.1'],
    ['http://①②⑦.0.0.1/', '127.0.0.1'],
    ['http://127。0。0。1/', '127.0.0.1'],
    ['http://0/', '0.0.0.0'],
    ['http://[::1]/', '::1'],
    ['http://[0:0:0:0:0:0:0:1]/', '::1'],
    ['http://[::ffff:7f00:1]/', '::ffff:7f00:1'],
    ['http://[::ffff:127.0.0.1]/', '::ffff:7f00:1'],
    ['http://[::127.0.0.1]/', '::7f00:1'],
    ['http://[64:ff9b::169.254.169.254]/', '64:ff9b::a9fe:a9fe'],
    ['http://169.254.169.254/latest/meta-data/', '169.254.169.254'],
    ['http://2852039166/', '169.254.169.254'],
  ])('must not be %s', (url, address) => {
    expect(problem(url)).toMatch(`${address} is not a public address`);
    expect(problem(url)).toMatch('RELAY_ALLOW_PRIVATE_NETWORKS');
  });

  it.each([
    ['http:\\\\example.com\\', 'white space or backslashes'],
    [' https://example.com/', 'white space or backslashes'],
    ['https://example.com/\n', 'white space or backslashes'],
    ['https:///example.com/', 'a host after'],
    ['https://example.com:0/', 'Port 0'],
  ])('must not be ambiguous, as %j would be', (url, reason) => {
    expect(problem(url)).toMatch(reason);
  });

  it.each(['localhost', 'LOCALHOST', 'localhost.', 'api.localhost', 'api.localhost.'])(
    'must not lead to %s',
    (host) => {
      expect(problem(`http://${host}:8080/`)).toMatch(
        `${host.toLowerCase()} is the relay's own machine: 127.0.0.1 is not a public address`,
      );
    },
  );

  it('may lead to what is allowed', () => {
    const loopback = createAddressGuard({ allowPrivateNetworks: ['127.0.0.0/8'] });
    expect(problem('http://127.0.0.1/', loopback)).toBeUndefined();
    expect(problem('http://[::ffff:7f00:1]/', loopback)).toBeUndefined();
    expect(problem('http://localhost:3000/', loopback)).toBeUndefined();
    expect(problem('http://[::1]/', loopback)).toBeDefined();
    const loopback6 = createAddressGuard({ allowPrivateNetworks: ['::1/128'] });
    expect(problem('http://localhost:3000/', loopback6)).toBeUndefined();
  });
});
