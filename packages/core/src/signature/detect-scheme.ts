import { decodeSignature } from './encoding.ts';
import {
  explainMatches,
  explainNone,
  explainTooLarge,
  explainUnreadable,
} from './explain-detection.ts';
import type { SignatureMaterial } from './material.ts';
import { maximumDetectableBytes } from './maximum-detectable.ts';
import { schemeUsesSecret } from './scheme-properties.ts';
import type { SignatureScheme } from './scheme.ts';
import { distinctPieces, tryAllSchemes } from './try-schemes.ts';

interface Findings {
  /**
   * Matching schemes that differ in digest, key, order or separator, and use a secret. The only
   * ones that may be pinned.
   */
  readonly matches: readonly SignatureScheme[];
  /**
   * Schemes that also match because this activity was already compact, so that `activityCompact` is
   * the same bytes as the `activity` of a match. To be tried if a later signature does not match a
   * pinned scheme.
   */
  readonly alternatives: readonly SignatureScheme[];
  /**
   * Schemes that match but use neither the auth key nor the auth secret: anyone can create such a
   * signature, so they prove nothing and are only informative. Never pin one.
   */
  readonly withoutSecret: readonly SignatureScheme[];
  /** How many digests were computed and compared. */
  readonly tried: number;
  /** For people who are not programmers. Contains no secret. */
  readonly explanation: string;
}

export type SchemeDetection =
  | (Findings & { readonly result: 'one'; readonly matches: readonly [SignatureScheme] })
  | (Findings & { readonly result: 'several' | 'none' });

/**
 * Detects how a vendor signs from one captured payload, by trying every plausible scheme: both
 * digests, every order of every selection of parts, the usual separators and keys, all encodings;
 * and the usual ones of these over the activity or the payload as other serializers would write it.
 *
 * `one`: exactly one scheme matches, and it uses a secret: it may be pinned. `several`: this
 * payload is ambiguous, as some of its values are equal. `none`: nothing matches that proves
 * anything.
 *
 * All candidates are compared in constant time, without stopping at the first match. Takes some 40
 * ms of CPU time for a typical activity, so callers limit how often strangers can trigger it.
 */
export function detectScheme(options: {
  readonly material: SignatureMaterial;
  readonly signature: string;
  /** What looks wrong about the payload, one sentence each: reported if nothing matches. */
  readonly hints?: readonly string[];
}): SchemeDetection {
  const { material, signature, hints = [] } = options;
  const received = readDigest(signature);
  if (received === undefined) return nothingTried(explainUnreadable(signature, hints));
  const { pieces, alreadyCompact } = distinctPieces(material);
  const lengths = [...pieces.values()].map((piece) => piece.length);
  const length = lengths.reduce((sum, one) => sum + one, material.payload?.text.length ?? 0);
  if (length > maximumDetectableBytes) return nothingTried(explainTooLarge(maximumDetectableBytes));

  const { fitting, tried } = tryAllSchemes({ material, pieces, received });
  const matches = fitting.filter(schemeUsesSecret);
  const withoutSecret = fitting.filter((scheme) => !schemeUsesSecret(scheme));
  const alternatives = alreadyCompact ? matches.flatMap(withCompactActivity) : [];
  const found = { matches, alternatives, withoutSecret, tried };

  const [first] = matches;
  if (first === undefined)
    return { result: 'none', ...found, explanation: explainNone(found, hints) };
  const explanation = explainMatches(found);
  return fitting.length === 1
    ? { result: 'one', ...found, matches: [first], explanation }
    : { result: 'several', ...found, explanation };
}

function nothingTried(explanation: string): SchemeDetection {
  const found = { matches: [], alternatives: [], withoutSecret: [], tried: 0 };
  return { result: 'none', ...found, explanation };
}

/** Whether this is the text of a SHA-256 digest, in any known encoding. */
export function isReadableSignature(signature: string): boolean {
  return readDigest(signature) !== undefined;
}

/** The digest in a signature, and its encoding as far as it can be determined. */
function readDigest(signature: string) {
  const looksUrlSafe = /[-_]/.test(signature) || !/[+/=]/.test(signature);
  for (const encoding of ['hex', looksUrlSafe ? 'base64url' : 'base64'] as const) {
    const bytes = decodeSignature({ signature, encoding });
    if (bytes?.length === 32) return { bytes, encoding };
  }
  return undefined;
}

function withCompactActivity(scheme: SignatureScheme): SignatureScheme[] {
  if (!scheme.parts.includes('activity') || scheme.form !== undefined) return [];
  const parts = scheme.parts.map((part) => (part === 'activity' ? 'activityCompact' : part));
  return [{ ...scheme, parts }];
}
