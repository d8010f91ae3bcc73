import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { openIfReadable, Vault, VaultError } from './vault.ts';

const key = randomBytes(32);

test('opens what it sealed', () => {
  const vault = new Vault(key);
  const sealed = vault.seal('geheim é€', 'connections/con_1');
  expect(sealed).not.toContain('geheim');
  expect(vault.open(sealed, 'connections/con_1')).toBe('geheim é€');
});

test('the same secret looks different each time', () => {
  const vault = new Vault(key);
  expect(vault.seal('a', 'p')).not.toBe(vault.seal('a', 'p'));
});

test.each([
  ['another key', (sealed: string) => new Vault(randomBytes(32)).open(sealed, 'place')],
  ['another place', (sealed: string) => new Vault(key).open(sealed, 'elsewhere')],
  ['a changed byte', (sealed: string) => new Vault(key).open(changed(sealed), 'place')],
  ['a cut text', (sealed: string) => new Vault(key).open(sealed.slice(0, 12), 'place')],
  [
    'another version',
    (sealed: string) => new Vault(key).open(sealed.replace('v2.', 'v9.'), 'place'),
  ],
])('does not decrypt with %s', (_, open) => {
  const sealed = new Vault(key).seal('x'.repeat(50), 'place');
  expect(() => open(sealed)).toThrow(VaultError);
});

test('what no key opens is distinguished from other failures', () => {
  const sealed = new Vault(key).seal('secret', 'place');
  const open = (vault: Vault) => openIfReadable(() => vault.open(sealed, 'place'));
  expect(open(new Vault(key))).toBe('secret');
  expect(open(new Vault(randomBytes(32)))).toBe(undefined);
  expect(() => openIfReadable(() => JSON.parse('{'))).toThrow(SyntaxError);
});

function changed(sealed: string): string {
  return `${sealed.slice(0, 30)}${sealed[30] === 'A' ? 'B' : 'A'}${sealed.slice(31)}`;
}

test('what was sealed with a previous key opens, and is distinguished from the current one', () => {
  const before = new Vault(key);
  const vault = new Vault(randomBytes(32), { previous: [randomBytes(32), key] });
  const sealed = before.seal('geheim', 'place');
  const first = sealed.replace(/^v2\.[^.]+\./, 'v1.');
  expect([sealed, first].map((text) => vault.open(text, 'place'))).toEqual(['geheim', 'geheim']);
  expect(sealed.startsWith(before.sealedPrefix)).toBe(true);
  expect(sealed.startsWith(vault.sealedPrefix)).toBe(false);
  expect(vault.seal('x', 'place').startsWith(vault.sealedPrefix)).toBe(true);
});

test('fingerprints are stable per key and reveal nothing across keys', () => {
  expect(new Vault(key).fingerprint('token')).toBe(new Vault(key).fingerprint('token'));
  expect(new Vault(key).fingerprint('token')).not.toBe(
    new Vault(randomBytes(32)).fingerprint('token'),
  );
});
