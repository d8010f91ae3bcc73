import { describe, expect, test } from 'vitest';

import { readJsonTree } from '../json/index.ts';
import { formVariants } from './form-variants.ts';
import type { TextForm } from './text-form.ts';
import { writeForm } from './write-form.ts';

const subject = (text: string, signatureMember?: string) => ({
  text,
  node: readJsonTree(text, { controls: 'allowed' }),
  ...(signatureMember && { signatureMember }),
});
const write = (text: string, form: TextForm) => writeForm(subject(text), form);

describe('writes', () => {
  test.each<[string, string, TextForm, string]>([
    ['as it is', '{ "a" : [1, 2.50] , "b":null }', {}, '{ "a" : [1, 2.50] , "b":null }'],
    ['token by token', '{ "a" : [1, 2.50, "x y"] }', { space: 'none' }, '{"a":[1,2.50,"x y"]}'],
    ['no nulls', '{"a":null,"b":[null,{"c":null}]}', { nulls: 'dropped' }, '{"b":[null,{}]}'],
    [
      'no nulls, and white space',
      '{ "a": null,\n "b": 1\n}',
      { nulls: 'dropped' },
      '{\n "b": 1\n}',
    ],
    ['short numbers', '[100.0,1E+21,1E-07]', { numbers: 'shortest' }, '[100,1e+21,1e-7]'],
    ['numbers as they are', '[100.0,1E+21]', { strings: 'plain' }, '[100.0,1E+21]'],
    [
      'a local time',
      '["2026-11-20T23:30:00.5Z"]',
      { dates: '+01:00' },
      '["2026-11-21T00:30:00.5+01:00"]',
    ],
    [
      'an unmarked time',
      '["2026-11-20T09:00:00Z"]',
      { dates: 'local+02:00' },
      '["2026-11-20T11:00:00"]',
    ],
  ])('%s', (_, text, form, written) => expect(write(text, form)).toBe(written));

  const text = '"ü\u20ac<&\'+/\u0001\u2028\u0085\\"\\n"';
  test.each<[NonNullable<TextForm['strings']>, string]>([
    ['plain', String.raw`"ü€<&'+/\u0001` + '\u2028\u0085' + String.raw`\"\n"`],
    ['newtonsoft', String.raw`"ü€<&'+/\u0001\u2028\u0085\"\n"`],
    ['newtonsoftHtml', String.raw`"ü€\u003c\u0026\u0027+/\u0001\u2028\u0085\u0022\n"`],
    ['simpleJson', `"ü€<&'+/\u0001\u2028\u0085\\"\\n"`],
    ['javaScriptSerializer', String.raw`"ü€\u003c\u0026\u0027+/\u0001\u2028\u0085\"\n"`],
    [
      'systemTextJson',
      String.raw`"\u00FC\u20AC\u003C\u0026\u0027\u002B/\u0001\u2028\u0085\u0022\n"`,
    ],
    ['ascii', String.raw`"\u00fc\u20ac<&'+/\u0001\u2028\u0085\"\n"`],
    ['asciiUpper', String.raw`"\u00FC\u20AC<&'+/\u0001\u2028\u0085\"\n"`],
    ['slashes', String.raw`"ü€<&'+\/\u0001` + '\u2028\u0085' + String.raw`\"\n"`],
    ['asciiSlashes', String.raw`"\u00fc\u20ac<&'+\/\u0001\u2028\u0085\"\n"`],
  ])('strings as %s', (strings, written) => {
    expect(writeForm(subject(text), { strings })).toBe(written);
  });

  test.each<[TextForm, string]>([
    [{}, '{"T":"2026-11-20T10:00:00Z","Signature":null,"A":{"Signature":"y"}}'],
    [{ signature: 'empty' }, '{"T":"2026-11-20T10:00:00Z","Signature":"","A":{"Signature":"y"}}'],
    [{ signature: 'absent' }, '{"T":"2026-11-20T10:00:00Z","A":{"Signature":"y"}}'],
    [
      { signatureAt: 'first' },
      '{"Signature":null,"T":"2026-11-20T10:00:00Z","A":{"Signature":"y"}}',
    ],
    [
      { signatureAt: 'last', dates: '+01:00' },
      '{"T":"2026-11-20T10:00:00Z","A":{"Signature":"y"},"Signature":null}',
    ],
  ])('a payload in the form %j', (form, written) => {
    const payload = '{"T":"2026-11-20T10:00:00Z","Signature":"x","A":{"Signature":"y"}}';
    expect(writeForm(subject(payload, 'Signature'), form)).toBe(written);
  });
});

describe('variants', () => {
  test('are a single one if there is no choice', () => {
    expect([...formVariants(subject('{"a":1}'))]).toEqual([{ form: {}, text: '{"a":1}' }]);
  });

  test('are all different, and each is what its form writes', () => {
    const text =
      '{"Signature":"s","Activity": {"a":null,"b":"ü\u2028<&/","c":100.0,"d":"2026-11-20T10:00:00Z"}}';
    for (const one of [subject(text), subject(text, 'Signature')]) {
      const variants = [...formVariants(one)];
      expect(variants.length).toBeGreaterThan(40);
      expect(new Set(variants.map((variant) => variant.text)).size).toBe(variants.length);
      for (const variant of variants) expect(writeForm(one, variant.form)).toBe(variant.text);
    }
  });
});
