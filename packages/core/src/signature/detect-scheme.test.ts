import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { readJsonTree } from '../json/index.ts';
import { CandidateHasher } from './candidate-hasher.ts';
import { detectScheme } from './detect-scheme.ts';
import type { SignatureMaterial } from './material.ts';
import { maximumDetectableBytes } from './maximum-detectable.ts';
import { layoutScheme, schemeLayouts } from './scheme-candidates.ts';
import { schemeUsesSecret } from './scheme-properties.ts';
import { schemePartSchema, type SignatureScheme } from './scheme.ts';
import { signWithScheme } from './sign-with-scheme.ts';
import { verifyWithScheme } from './verify-with-scheme.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const material: SignatureMaterial = {
  timestamp: '2026-11-20T10:00:00.1234567Z',
  activity: utf8('{"Id": 99120, "Message": "Zażółć 発票", "Type": 11}'),
  activityId: '99120',
  authKey: 'sandbox-key',
  authSecret: 'sandbox-secret',
};
const hmac: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};
const signed = (scheme: SignatureScheme, over = material) =>
  detectScheme({ material: over, signature: signWithScheme({ scheme, material: over }) });

const values = schemePartSchema.options.filter((part) => part !== 'payload');
const everyScheme = [...schemeLayouts(values)].flatMap((layout) =>
  layout.keys.flatMap((key) =>
    (['hex', 'base64', 'base64url'] as const).map((encoding) =>
      layoutScheme({ layout, key, encoding }),
    ),
  ),
);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const materials = fc
  .record({ message: text, id: fc.nat(), authKey: text, authSecret: text })
  // Marked, so that no two parts happen to be the same.
  .map(({ message, id, authKey, authSecret }) => ({
    timestamp: material.timestamp,
    activity: utf8(JSON.stringify({ Id: id, Message: message }, null, 1)),
    activityId: `${id}`,
    authKey: `key ${authKey}`,
    authSecret: `secret ${authSecret}`,
  }));

test('finds exactly the scheme that was used, for every candidate', () => {
  fc.assert(
    fc.property(fc.constantFrom(...everyScheme), materials, (scheme, over) => {
      const found = signed(scheme, over);
      expect(found).toMatchObject(
        schemeUsesSecret(scheme)
          ? { result: 'one', matches: [scheme], withoutSecret: [] }
          : { result: 'none', matches: [], withoutSecret: [scheme] },
      );
      expect(found.alternatives).toEqual([]);
      expect(found.tried).toBeGreaterThan(10_000);
    }),
    { numRuns: 25 },
  );
});

test('no candidate is tried twice', () => {
  const body =
    '{"Signature":"x","Timestamp":"t","Activity": {"Id":99120,"Message":"Zażółć <&> \\u2028","Order":null,"At":"2026-11-20T10:00:00Z","Sum":1.0}}';
  const node = readJsonTree(body);
  const activityJson = { text: body, node: node.members[2]!.value };
  const over: SignatureMaterial = {
    ...material,
    authSecret: 'c2FuZGJveC1zZWNyZXQ=',
    activity: utf8(body.slice(activityJson.node.start, activityJson.node.end)),
    activityJson,
    payload: { text: body, node, signatureMember: 'Signature' },
  };
  const candidates: string[] = [];
  let message = '';
  const { setMessage, isReceived } = CandidateHasher.prototype;
  vi.spyOn(CandidateHasher.prototype, 'setMessage').mockImplementation(function (
    this: CandidateHasher<unknown>,
    pieces,
    separator,
  ) {
    message = pieces.map((piece) => Buffer.from(piece).toString('latin1')).join(`${separator}`);
    setMessage.call(this, pieces, separator);
  });
  vi.spyOn(CandidateHasher.prototype, 'isReceived').mockImplementation(function (
    this: CandidateHasher<unknown>,
    key,
  ) {
    candidates.push(`${String(key)} ${message}`);
    return isReceived.call(this, key);
  });
  const { tried } = detectScheme({ material: over, signature: 'ab'.repeat(32) });
  vi.restoreAllMocks();
  expect(candidates).toHaveLength(tried);
  expect(new Set(candidates).size).toBe(tried);
  expect(tried).toBeGreaterThan(19_588);
});

describe('one', () => {
  test('is described in words', () => {
    const { result, explanation, tried } = signed(hmac);
    expect(result).toBe('one');
    expect(tried).toBeGreaterThan(19_588);
    expect(explanation).toBe(
      `Exactly one signature scheme matches, of ${tried} tried: HMAC-SHA256 keyed with the auth secret over timestamp + "." + activity, in hex.`,
    );
  });

  const hex = signWithScheme({ scheme: hmac, material });
  test.each([
    ['in capitals', hex.toUpperCase()],
    ['with dashes, as BitConverter writes it', hex.toUpperCase().replaceAll(/..(?=.)/g, '$&-')],
    ['with colons', hex.replaceAll(/..(?=.)/g, '$&:')],
    ['with 0x', `0x${hex.toUpperCase()}`],
    ['with a label', `sha256=${hex}`],
    ['with white space around it', ` ${hex}\r\n`],
  ])('however hex is written: %s', (_, signature) => {
    expect(detectScheme({ material, signature })).toMatchObject({ result: 'one', matches: [hmac] });
    expect(verifyWithScheme({ scheme: hmac, material, signature })).toBe(true);
  });

  test('a scheme detected from a signature that could be either base64 verifies all later ones', () => {
    const scheme: SignatureScheme = { ...hmac, encoding: 'base64' };
    const ids = Array.from({ length: 200 }, (_, id) => ({ ...material, timestamp: `t${id}` }));
    const unclear = ids.find((over) => !/[+/]/.test(signWithScheme({ scheme, material: over })));
    const telling = ids.find((over) => /[+/]/.test(signWithScheme({ scheme, material: over })));
    if (unclear === undefined || telling === undefined) throw new Error('no such signature');
    const signature = signWithScheme({ scheme, material: unclear }).replace('=', '');
    const found = detectScheme({ material: unclear, signature });
    if (found.result !== 'one') throw new Error(found.explanation);
    expect(
      verifyWithScheme({
        scheme: found.matches[0],
        material: telling,
        signature: signWithScheme({ scheme, material: telling }),
      }),
    ).toBe(true);
  });

  test('warns when the content is not covered', () => {
    const scheme: SignatureScheme = { ...hmac, parts: ['timestamp', 'activityId'] };
    const { result, explanation } = signed(scheme);
    expect(result).toBe('one');
    expect(explanation).toMatch(/does not protect its content/);
  });
});

test('an already compact activity is one match, with the compact scheme as fallback', () => {
  const compact = { ...material, activity: utf8('{"Id":99120,"Message":"発票"}') };
  const parts: SignatureScheme['parts'] = ['timestamp', 'activityCompact'];
  const found = signed({ ...hmac, parts }, compact);
  expect(found).toMatchObject({
    result: 'one',
    matches: [hmac],
    alternatives: [{ ...hmac, parts }],
  });
  expect(found.explanation).toMatch(/the compact one is tried automatically/);
  expect(found.tried).toBeGreaterThan(5000);
});

test('several: an auth key that equals the auth secret', () => {
  const over = { ...material, authKey: material.authSecret };
  const found = signed(hmac, over);
  expect(found.result).toBe('several');
  expect(found.matches).toEqual([hmac, { ...hmac, key: 'authKey' }]);
  expect(found.explanation).toMatch(/^2 signature schemes match/);
  expect(found.explanation).toMatch(/auth key that equals the auth secret/);
});

test('several: a secret scheme that cannot be told from one without a secret is not pinned', () => {
  const over = { ...material, authKey: material.activityId };
  const found = signed(
    { digest: 'sha256', parts: ['authKey', 'activity'], separator: '', encoding: 'hex' },
    over,
  );
  expect(found.result).toBe('several');
  expect(found.matches).toHaveLength(1);
  expect(found.withoutSecret).toHaveLength(1);
  expect(found.explanation).toMatch(/Not selectable/);
});

function longPayload() {
  const body = `{"Signature":"x","More":"${'x'.repeat(maximumDetectableBytes)}"}`;
  return { text: body, node: readJsonTree(body), signatureMember: 'Signature' };
}

describe('none', () => {
  const signature = signWithScheme({ scheme: hmac, material });

  test.each([
    [
      'a tampered activity',
      { activity: utf8('{"Id": 99120, "Message": "Zazółć 発票", "Type": 11}') },
    ],
    ['another timestamp', { timestamp: '2026-11-20T10:00:00.1234568Z' }],
    ['a wrong secret', { authSecret: 'sandbox-secret ' }],
    ['an empty secret', { authSecret: '' }],
  ])('for %s', (_name, change) => {
    const found = detectScheme({ material: { ...material, ...change }, signature });
    expect(found).toMatchObject({ result: 'none', matches: [], withoutSecret: [] });
    expect(found.tried).toBeGreaterThan(500);
    expect(found.explanation).toMatch(/whole payload.*copy the auth key and the auth secret again/);
  });

  test('for a signature with any bit flipped', () => {
    const bytes = Buffer.from(signature, 'hex');
    for (const [index, bit] of [
      [0, 1],
      [15, 8],
      [31, 128],
    ] as const) {
      const tampered = Buffer.from(bytes);
      tampered[index]! ^= bit;
      expect(detectScheme({ material, signature: tampered.toString('hex') }).result).toBe('none');
    }
  });

  test('for a hash without a secret, which proves nothing', () => {
    const scheme: SignatureScheme = {
      digest: 'sha256',
      parts: ['timestamp', 'activity'],
      separator: '',
      encoding: 'hex',
    };
    const found = signed(scheme);
    expect(found).toMatchObject({ result: 'none', matches: [], withoutSecret: [scheme] });
    expect(found.explanation).toMatch(/^The signature proves nothing/);
  });

  test('empty credentials prove nothing either', () => {
    const over = { ...material, authKey: '', authSecret: '' };
    // python3 -c 'hmac.new(b"", activity, "sha256").hexdigest()'
    const keyedWithNothing = '244f69531155a7a568c3db0c7421d20a8d136130d1c90f863e804488a76bc6b6';
    expect(detectScheme({ material: over, signature: keyedWithNothing }).result).toBe('none');
  });

  test.each([
    ['no signature', '', /carries no signature/],
    ['white space within it', signature.replace(/.{8}/, '$& '), /not a SHA-256 digest/],
    ['SHA-1 with a label', 'sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709', /not a SHA-256 digest/],
    ['SHA-1', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', /length of SHA-1/],
    ['a cut', signature.slice(0, -3), /cut off/],
    ['anything else', '<script>', /not a SHA-256 digest/],
  ])('without trying anything for %s', (_name, received, explanation) => {
    const found = detectScheme({ material, signature: received });
    expect(found).toMatchObject({ result: 'none', tried: 0 });
    expect(found.explanation).toMatch(explanation);
    expect(found.explanation).not.toContain('<');
  });

  test.each([
    ['activity', { activity: new Uint8Array(maximumDetectableBytes) }],
    ['compact activity', { activity: utf8(`[${'1e20,'.repeat(2000)}1]`) }],
    ['timestamp', { timestamp: '1'.repeat(maximumDetectableBytes) }],
    ['payload', { payload: longPayload() }],
  ])('without trying anything for a long %s, which would take too long', (_name, change) => {
    const found = detectScheme({ material: { ...material, ...change }, signature });
    expect(found).toMatchObject({ result: 'none', tried: 0 });
    expect(found.explanation).toMatch(/longer than 16384 bytes/);
  });
});

test('an activity that is not JSON is tried as raw bytes', () => {
  const over = { ...material, activity: new Uint8Array([0x7b, 0xff, 0x7d]) };
  expect(signed(hmac, over)).toMatchObject({ result: 'one', matches: [hmac], alternatives: [] });
});

test('explanations contain no secret and no signature', () => {
  const wrong = { ...material, authSecret: 'wrong-secret' };
  const signature = signWithScheme({ scheme: hmac, material });
  for (const { explanation } of [
    detectScheme({ material, signature }),
    detectScheme({ material: wrong, signature }),
    signed(hmac, { ...material, authKey: material.authSecret }),
    detectScheme({ material, signature: material.authSecret }),
  ]) {
    for (const value of [material.authKey, material.authSecret, wrong.authSecret, signature]) {
      expect(explanation).not.toContain(value);
    }
  }
});
