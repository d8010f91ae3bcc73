import { describe, expect, test } from 'vitest';

import {
  explainMatches,
  explainNone,
  explainTooLarge,
  explainUnreadable,
} from './explain-detection.ts';
import type { SignatureScheme } from './scheme.ts';

const bare: SignatureScheme = {
  digest: 'sha256',
  parts: ['activity'],
  separator: '',
  encoding: 'hex',
};
const keyed: SignatureScheme = { ...bare, digest: 'hmac-sha256', key: 'authSecret' };
const keyedInWords = 'HMAC-SHA256 keyed with the auth secret over activity, in hex';
const bareInWords = 'SHA-256 over activity, in hex';

const nothing = { matches: [], alternatives: [], withoutSecret: [], tried: 20_000 };
const several = (count: number) => Array.from({ length: count }, () => keyed);

const choose = 'Detect again with another payload, or choose one manually.';
const compactIsTried = 'if a later one does not match, the compact one is tried automatically.';
const forgeable = 'because it uses no secret and anyone can forge it';
const uncovered = 'Warning: a signature that does not cover the activity';
const otherWays = 'Until then, this connection can be verified by "callback"';

describe('of what matches', () => {
  test('one scheme is all there is to say', () => {
    expect(explainMatches({ ...nothing, matches: [keyed] })).toBe(
      `Exactly one signature scheme matches, of 20000 tried: ${keyedInWords}.`,
    );
  });

  test.each([
    [2, `${keyedInWords}; or ${keyedInWords}.`],
    [5, `${Array(5).fill(keyedInWords).join('; or ')}.`],
    [6, '; or 1 more.'],
    [9, '; or 4 more.'],
  ])('%i schemes: the first five are listed, and how many more there are', (count, ending) => {
    const explanation = explainMatches({ ...nothing, matches: several(count) });
    expect(explanation).toContain(`${count} signature schemes match, of 20000 tried: `);
    expect(explanation).toContain(ending);
    expect(explanation.split(keyedInWords)).toHaveLength(Math.min(count, 5) + 1);
    expect(explanation).toContain(choose);
  });

  test('one with a secret next to one without: the latter cannot be chosen', () => {
    const explanation = explainMatches({ ...nothing, matches: [keyed], withoutSecret: [bare] });
    expect(explanation).toContain(
      `2 signature schemes match, of 20000 tried: ${keyedInWords}; or ${bareInWords}.`,
    );
    expect(explanation).toContain(`${choose} Not selectable, ${forgeable}: ${bareInWords}.`);
    expect(explanation).not.toContain(uncovered);
  });

  test('the compact activity is mentioned if its scheme matches as well', () => {
    const explanation = explainMatches({ ...nothing, matches: [keyed], alternatives: [keyed] });
    expect(explanation).toMatch(/^Exactly one signature scheme matches/);
    expect(explanation).toContain(compactIsTried);
  });

  test('a warning as soon as one of them does not cover the activity', () => {
    const loose: SignatureScheme = { ...keyed, parts: ['timestamp'] };
    expect(explainMatches({ ...nothing, matches: [keyed, loose] })).toContain(uncovered);
    expect(explainMatches({ ...nothing, matches: [keyed, keyed] })).not.toContain(uncovered);
  });
});

describe('if nothing matches', () => {
  test('what looks wrong about the payload comes instead of advice about the keys', () => {
    const explanation = explainNone(nothing, ['It has several lines.', 'It is old.']);
    expect(explanation).toMatch(/^No signature scheme matches; 20000 were tried: SHA-256 and /);
    expect(explanation).toContain('look at the payload first. It has several lines. It is old.');
    expect(explanation).toContain(otherWays);
    for (const one of [explanation, explainNone(nothing, ['It is old.'])]) {
      expect(one).not.toContain('copy the auth key');
    }
  });

  test('otherwise the keys come first, the support of the vendor after that', () => {
    const explanation = explainNone(nothing, []);
    expect(explanation).toMatch(
      /does not look modified.*copy the auth key and the auth secret again.*ask its support/,
    );
    expect(explanation).not.toContain('look at the payload first');
    expect(explanation).toContain(otherWays);
  });

  test('a scheme without a secret proves nothing, whatever else looks wrong', () => {
    const explanation = explainNone({ ...nothing, withoutSecret: [bare] }, ['It is old.']);
    expect(explanation).toContain(`It matches ${bareInWords}, which uses neither`);
    expect(explanation).toContain('by "callback"');
    expect(explanation).not.toMatch(/It is old|20000/);
  });
});

describe('if nothing was tried', () => {
  test.each([
    ['MD5', 32],
    ['SHA-1', 40],
    ['SHA-384', 96],
    ['SHA-512', 128],
  ])('the digest is named by its length: %s', (digest, length) => {
    for (const signature of ['a'.repeat(length), '0F'.repeat(length / 2)]) {
      expect(explainUnreadable(signature, [])).toContain(
        `Nothing was tried: the signature has the length of ${digest}, but only SHA-256`,
      );
    }
    // As long, but no digest in hex.
    expect(explainUnreadable(`${'a'.repeat(length - 1)}g`, [])).toContain('may be cut off');
  });

  test.each(['', ' \r\n'])('no signature: %j', (signature) => {
    expect(explainUnreadable(signature, [])).toContain('the payload carries no signature.');
  });

  test('what looks wrong about the payload is told, and how to verify without a signature', () => {
    const explanation = explainUnreadable('a', ['It has several lines.']);
    expect(explanation).toMatch(/may be cut off\. It has several lines\. Until then/);
    expect(explainTooLarge(16_384)).toContain('longer than 16384 bytes');
    expect(explainTooLarge(16_384)).toContain(otherWays);
  });
});
