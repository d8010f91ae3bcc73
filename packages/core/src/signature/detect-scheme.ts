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
 * digests, every order of every choice of parts, the usual separators and keys, all encodings; and
 * the usual ones of these over the activity or the payload as other serializers would write it.
 *
 * `one`: exactly one scheme fits, and it uses a secret: it may be pinned. `several`: this payload
 * cannot tell, as some of its values are the same. `none`: nothing fits that proves anything.
 *
 * All candidates are compared in constant time, without stopping at the first that fits. Takes
 * some 40 ms of computing for a usual activity, so callers limit how often strangers can ask.
 */
export function detectScheme(options: {
  readonly material: SignatureMaterial;
  readonly signature: string;
  /** What about the payload looks wrong, a sentence each: told where nothing fits. */
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

/** Is this the text of a SHA-256 digest, in any encoding that is known? */
export function isReadableSignature(signature: string): boolean {
  return readDigest(signature) !== undefined;
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

function withCompactActivity(scheme: SignatureScheme): SignatureScheme[] {
  if (!scheme.parts.includes('activity') || scheme.form !== undefined) return [];
  const parts = scheme.parts.map((part) => (part === 'activity' ? 'activityCompact' : part));
  return [{ ...scheme, parts }];
}
