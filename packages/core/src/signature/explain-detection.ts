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
      'This activity has no white space to lose, so the compact activity gives the same signature. If a later one does not fit, try the compact activity.',
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

export function explainNone(found: Found): string {
  const { withoutSecret, tried } = found;
  if (withoutSecret.length > 0) {
    return `The signature proves nothing. It fits ${list(withoutSecret)}, which uses neither the auth key nor the auth secret, so anyone can make it and it is not trusted. Verify this connection by "callback" (asking the vendor's API) or by "token" (the secret ingest URL) instead.`;
  }
  return `No way of signing fits; ${tried} were tried. Most often the auth key or the auth secret is not that of the account which sent the payload (look for a missing character or a blank at the end), or the payload was changed on its way (capture its raw bytes). If all is right, the vendor signs in a way that is not known here. ${otherWays}`;
}

export function explainTooLarge(limit: number): string {
  return `Nothing was tried: the activity and the other values that may be signed are longer than ${limit} bytes together, and trying all ways of signing would take too long. Detect with a shorter activity. ${otherWays}`;
}

const digestsByHexLength: Readonly<Record<number, string>> = {
  32: 'MD5',
  40: 'SHA-1',
  96: 'SHA-384',
  128: 'SHA-512',
};

export function explainUnreadable(signature: string): string {
  return `Nothing was tried: ${unreadable(signature)} ${otherWays}`;
}

function unreadable(signature: string): string {
  if (signature === '') return 'the payload carries no signature.';
  if (signature.trim() !== signature) {
    return 'the signature begins or ends with white space. Hand it in without.';
  }
  // Only names that are known are repeated: the rest is a stranger's text.
  const prefix = /^(?:hmac-)?sha-?256[=:]|^v1[=,]/i.exec(signature)?.[0];
  if (prefix !== undefined) {
    return `the signature begins with "${prefix}", which no scheme here can describe. What follows it may be a signature that can be detected: hand in that part alone to find out.`;
  }
  const digest = /^[0-9a-f]+$/i.test(signature) ? digestsByHexLength[signature.length] : undefined;
  if (digest !== undefined) {
    return `the signature has the length of ${digest}, and only SHA-256 is known here.`;
  }
  return 'the signature is not a SHA-256 digest, which is 32 bytes written as 64 hex digits or as 43 or 44 characters of base64. It may be cut off.';
}
