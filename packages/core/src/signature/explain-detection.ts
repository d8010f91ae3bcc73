import { describeScheme } from './describe-scheme.ts';
import { schemeCoversActivity } from './scheme-properties.ts';
import type { SignatureScheme } from './scheme.ts';

interface Found {
  readonly matches: readonly SignatureScheme[];
  readonly alternatives: readonly SignatureScheme[];
  readonly withoutSecret: readonly SignatureScheme[];
  readonly tried: number;
}

const otherWays =
  'Until then, this connection can be verified by "callback" (asking the vendor\'s API) or by "token" (the secret ingest URL).';

function list(schemes: readonly SignatureScheme[]): string {
  const more = schemes.length > 5 ? `; or ${schemes.length - 5} more` : '';
  return schemes.slice(0, 5).map(describeScheme).join('; or ') + more;
}

export function explainMatches(found: Found): string {
  const { matches, alternatives, withoutSecret, tried } = found;
  const all = [...matches, ...withoutSecret];
  const sentences =
    all.length === 1
      ? [`Exactly one signature scheme matches, of ${tried} tried: ${list(all)}.`]
      : [
          `${all.length} signature schemes match, of ${tried} tried: ${list(all)}.`,
          'This payload does not show which one the vendor uses, because some of its values or the credentials are identical (such as an auth key that equals the auth secret). Detect again with another payload, or choose one manually.',
        ];
  if (alternatives.length > 0) {
    sentences.push(
      'This activity contains no white space, so the compact activity has the same signature: if a later one does not match, the compact one is tried automatically.',
    );
  }
  if (withoutSecret.length > 0) {
    sentences.push(
      `Not selectable, because it uses no secret and anyone can forge it: ${list(withoutSecret)}.`,
    );
  }
  if (!matches.every(schemeCoversActivity)) {
    sentences.push(
      'Warning: a signature that does not cover the activity does not protect its content. Anyone who has seen one can send other content with it.',
    );
  }
  return sentences.join(' ');
}

/** What the candidates have in common, so that people know what is left. */
const whatWasTried =
  'SHA-256 and HMAC-SHA256 with the auth secret or the auth key, as the key or as part of the signed content; ' +
  'over the timestamp, the activity and its id in every order, and over the whole payload with its ' +
  'signature null, empty or left out; each as received, and as common serializers write it (white ' +
  'space, null members, escapes, numbers, times)';

/** @param hints what looks wrong about the payload, one sentence each */
export function explainNone(found: Found, hints: readonly string[]): string {
  const { withoutSecret, tried } = found;
  if (withoutSecret.length > 0) {
    return `The signature proves nothing. It matches ${list(withoutSecret)}, which uses neither the auth key nor the auth secret, so anyone can forge it and it is not trusted. Verify this connection by "callback" (asking the vendor's API) or by "token" (the secret ingest URL) instead.`;
  }
  const sentences = [`No signature scheme matches; ${tried} were tried: ${whatWasTried}.`];
  if (hints.length > 0) {
    sentences.push('What to do: look at the payload first.', ...hints);
  } else {
    // Only now: a key is quickly blamed, and rarely wrong if the API accepts it.
    sentences.push(
      "The payload does not look modified. What to do: first, copy the auth key and the auth secret again from the vendor's settings, because yours may be incomplete, outdated, or from another account; then detect again.",
      'If both are right, the vendor uses an unknown scheme: ask its support what the SHA-256 is computed over and with which key, and choose the scheme manually.',
    );
  }
  return [...sentences, otherWays].join(' ');
}

export function explainTooLarge(limit: number): string {
  return `Nothing was tried: the payload and its values that may be signed are longer than ${limit} bytes in total, and trying all schemes would take too long. Detect with a shorter one. ${otherWays}`;
}

const digestsByHexLength: Readonly<Record<number, string>> = {
  32: 'MD5',
  40: 'SHA-1',
  96: 'SHA-384',
  128: 'SHA-512',
};

export function explainUnreadable(signature: string, hints: readonly string[]): string {
  return ['Nothing was tried:', unreadable(signature), ...hints, otherWays].join(' ');
}

function unreadable(signature: string): string {
  if (signature.trim() === '') return 'the payload carries no signature.';
  const digest = /^[0-9a-f]+$/i.test(signature) ? digestsByHexLength[signature.length] : undefined;
  if (digest !== undefined) {
    return `the signature has the length of ${digest}, but only SHA-256 is supported.`;
  }
  return 'the signature is not a SHA-256 digest, which is 32 bytes written as 64 hex digits or as 43 or 44 characters of base64. It may be cut off.';
}
