import { expect, test } from 'vitest';

import { InputError, PayloadError, SignatureError } from './errors.ts';

test('an error has a name and a code', () => {
  const error = new PayloadError('payload_not_json', 'Send JSON.', { cause: 'x' });
  expect(error).toMatchObject({ name: 'PayloadError', code: 'payload_not_json', cause: 'x' });
  expect(error).toBeInstanceOf(Error);
});

test('an input error names the field, and describes the fix separately', () => {
  const error = new InputError({ field: 'Tax', problem: 'this is empty', fix: 'Pick one.' });
  expect(error).toMatchObject({
    name: 'InputError',
    code: 'input_invalid',
    message: 'Tax: this is empty',
    description: 'Pick one.',
  });
});

test('recognizes errors from another copy of this package by class', async () => {
  // A plugin that is installed beside its host has a copy of its own: another class, same mark.
  const copyUrl = `${new URL('errors.ts', import.meta.url).href}?copy`;
  const copy = (await import(/* @vite-ignore */ copyUrl)) as typeof import('./errors.ts');
  expect(copy.PayloadError).not.toBe(PayloadError);
  const payload = new copy.PayloadError('payload_invalid', 'no');
  const signature = new copy.SignatureError('signature_mismatch', 'no');
  expect(payload instanceof PayloadError).toBe(true);
  expect(signature instanceof SignatureError).toBe(true);
  expect(payload instanceof SignatureError).toBe(false);
  expect(signature instanceof PayloadError).toBe(false);
  expect(new Error('other') instanceof PayloadError).toBe(false);
  expect(PayloadError[Symbol.hasInstance](null)).toBe(false);
});
