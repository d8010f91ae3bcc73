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
      ? [`Exactly one way of signing fits, of ${tried} tried: ${list(all)}.`]
      : [
          `${all.length} ways of signing fit, of ${tried} tried: ${list(all)}.`,
          'This payload cannot tell which one the vendor uses, because some of the values in it or in the credentials are the same (such as an auth key that equals the auth secret). Detect again with another payload, or choose one by hand.',
        ];
  if (alternatives.length > 0) {
    sentences.push(
      'This activity has no white space to lose, so the compact activity gives the same signature: should a later one not fit, it is tried by itself.',
    );
  }
  if (withoutSecret.length > 0) {
    sentences.push(
      `Not to be chosen, as it uses no secret and anyone can make it: ${list(withoutSecret)}.`,
    );
  }
  if (!matches.every(schemeCoversActivity)) {
    sentences.push(
      'Beware: a signature that does not cover the activity does not protect its content. Whoever has seen one can send other content with it.',
    );
  }
  return sentences.join(' ');
}

/** What the candidates have in common, so that people know what is left. */
const whatWasTried =
  'SHA-256 and HMAC-SHA256 with the auth secret or the auth key, as the key or among what is signed; ' +
  'over the timestamp, the activity and its id in every order, and over the whole payload with its ' +
  'signature null, empty or left out; each as it came, and as the usual serializers write it (white ' +
  'space, null members, escapes, numbers, times)';

/** @param hints what looks wrong about the payload, one sentence each */
export function explainNone(found: Found, hints: readonly string[]): string {
  const { withoutSecret, tried } = found;
  if (withoutSecret.length > 0) {
    return `The signature proves nothing. It fits ${list(withoutSecret)}, which uses neither the auth key nor the auth secret, so anyone can make it and it is not trusted. Verify this connection by "callback" (asking the vendor's API) or by "token" (the secret ingest URL) instead.`;
  }
  const sentences = [`No way of signing fits; ${tried} were tried: ${whatWasTried}.`];
  if (hints.length > 0) {
    sentences.push('What to do: look at the payload first.', ...hints);
  } else {
    // Only now: a key is quickly blamed, and rarely wrong if the API accepts it.
    sentences.push(
      "Nothing about the payload looks changed. What to do: first, copy the auth key and the auth secret again from the vendor's settings, as the one at hand may be that of another account, an old one, or short of a character; then detect again.",
      'If both are right, the vendor signs in a way that is not known here: ask its support what the SHA-256 is computed over and with which key, and choose the scheme by hand.',
    );
  }
  return [...sentences, otherWays].join(' ');
}

export function explainTooLarge(limit: number): string {
  return `Nothing was tried: the payload and the values of it that may be signed are longer than ${limit} bytes together, and trying all ways of signing would take too long. Detect with a shorter one. ${otherWays}`;
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
    return `the signature has the length of ${digest}, and only SHA-256 is known here.`;
  }
  return 'the signature is not a SHA-256 digest, which is 32 bytes written as 64 hex digits or as 43 or 44 characters of base64. It may be cut off.';
}
