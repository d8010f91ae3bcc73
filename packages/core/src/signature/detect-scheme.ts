import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

import { PayloadError } from '../errors/index.ts';
import { decodeSignature, utf8 } from './encoding.ts';
import {
  explainMatches,
  explainNone,
  explainTooLarge,
  explainUnreadable,
} from './explain-detection.ts';
import { partBytes, type SignatureMaterial } from './material.ts';
import { layoutScheme, schemeLayouts } from './scheme-candidates.ts';
import { joinBytes } from './scheme-digest.ts';
import { schemeUsesSecret } from './scheme-properties.ts';
import { schemePartSchema, type SchemePart, type SignatureScheme } from './scheme.ts';

/** Detection hashes the activity some 20,000 times, so a large one would keep a process busy. */
export const maximumDetectableActivityBytes = 16 * 1024;

interface Findings {
  /**
   * Schemes that fit, use another digest, key, order or separator from each other, and use a
   * secret. The only ones that may be pinned.
   */
  readonly matches: readonly SignatureScheme[];
  /**
   * Schemes that fit too because this activity was written compactly already, so that
   * `activityCompact` is the same bytes as the `activity` of a match. To be tried where a later
   * signature does not fit a pinned match.
   */
  readonly alternatives: readonly SignatureScheme[];
  /**
   * Schemes that fit but use neither the auth key nor the auth secret: anyone can make such a
   * signature, so they prove nothing and are for telling people only. Never pin one.
   */
  readonly withoutSecret: readonly SignatureScheme[];
  /** How many digests were computed and compared. */
  readonly tried: number;
  /** For people who are no programmers. Holds no secret. */
  readonly explanation: string;
}

export type SchemeDetection =
  | (Findings & { readonly result: 'one'; readonly matches: readonly [SignatureScheme] })
  | (Findings & { readonly result: 'several' | 'none' });

/**
 * Finds how a vendor signs from one captured payload, by trying every plausible scheme: both
 * digests, every order of every choice of parts, the usual separators and keys, all encodings.
 *
 * `one`: exactly one scheme fits, and it uses a secret: it may be pinned. `several`: this payload
 * cannot tell, as some of its values are the same. `none`: nothing fits that proves anything.
 *
 * All candidates are compared in constant time, without stopping at the first that fits. Takes
 * some 50 ms of computing for a usual activity, so callers limit how often strangers can ask.
 */
export function detectScheme(options: {
  readonly material: SignatureMaterial;
  readonly signature: string;
}): SchemeDetection {
  const { material, signature } = options;
  const received = readDigest(signature);
  if (received === undefined) return nothingTried(explainUnreadable(signature));
  if (material.activity.length > maximumDetectableActivityBytes) {
    return nothingTried(explainTooLarge(maximumDetectableActivityBytes));
  }

  const { pieces, alreadyCompact } = distinctPieces(material);
  const { fitting, tried } = tryAll({ pieces, received });
  const matches = fitting.filter(schemeUsesSecret);
  const withoutSecret = fitting.filter((scheme) => !schemeUsesSecret(scheme));
  const alternatives = alreadyCompact ? matches.flatMap(withCompactActivity) : [];
  const found = { matches, alternatives, withoutSecret, tried };

  const [first] = matches;
  if (first === undefined) return { result: 'none', ...found, explanation: explainNone(found) };
  const explanation = explainMatches(found);
  return fitting.length === 1
    ? { result: 'one', ...found, matches: [first], explanation }
    : { result: 'several', ...found, explanation };
}

function nothingTried(explanation: string): SchemeDetection {
  const found = { matches: [], alternatives: [], withoutSecret: [], tried: 0 };
  return { result: 'none', ...found, explanation };
}

/** The digest in a signature, and the encoding it is written in as far as one can see. */
function readDigest(signature: string) {
  const looksUrlSafe = /[-_]/.test(signature) || !/[+/=]/.test(signature);
  for (const encoding of ['hex', looksUrlSafe ? 'base64url' : 'base64'] as const) {
    const bytes = decodeSignature({ signature, encoding });
    if (bytes?.length === 32) return { bytes, encoding };
  }
  return undefined;
}

/** The bytes of every part worth trying: none that is empty, and none that is there already. */
function distinctPieces(material: SignatureMaterial) {
  const pieces = new Map<SchemePart, Uint8Array>();
  for (const part of schemePartSchema.options) {
    if (part === 'activityCompact') continue;
    const bytes = partBytes({ part, material });
    if (bytes.length > 0) pieces.set(part, bytes);
  }
  const compact = compactActivity(material);
  const alreadyCompact = compact !== undefined && sameBytes(compact, material.activity);
  if (compact !== undefined && !alreadyCompact) pieces.set('activityCompact', compact);
  return { pieces, alreadyCompact };
}

function compactActivity(material: SignatureMaterial): Uint8Array | undefined {
  try {
    return partBytes({ part: 'activityCompact', material });
  } catch (error) {
    if (error instanceof PayloadError) return undefined;
    throw error;
  }
}

function tryAll(options: {
  readonly pieces: ReadonlyMap<SchemePart, Uint8Array>;
  readonly received: { readonly bytes: Uint8Array; readonly encoding: SignatureScheme['encoding'] };
}) {
  const { pieces, received } = options;
  const bytesOf = (part: SchemePart) => pieces.get(part) ?? new Uint8Array();
  // Key objects, because handing in a key's bytes each time costs five times as much.
  const keys = new Map([...pieces].map(([part, bytes]) => [part, createSecretKey(bytes)]));
  const fitting: SignatureScheme[] = [];
  let tried = 0;
  for (const layout of schemeLayouts([...pieces.keys()])) {
    const message = joinBytes({
      pieces: layout.parts.map(bytesOf),
      separator: utf8(layout.separator),
    });
    for (const key of layout.keys) {
      const secret = key === undefined ? undefined : keys.get(key);
      const digest = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
      tried += 1;
      if (timingSafeEqual(digest.update(message).digest(), received.bytes)) {
        fitting.push(layoutScheme({ layout, key, encoding: received.encoding }));
      }
    }
  }
  return { fitting, tried };
}

function withCompactActivity(scheme: SignatureScheme): SignatureScheme[] {
  if (!scheme.parts.includes('activity')) return [];
  const parts = scheme.parts.map((part) => (part === 'activity' ? 'activityCompact' : part));
  return [{ ...scheme, parts }];
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
