import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import * as v from 'valibot';

import { SignatureError } from '../../errors/index.ts';
import { fromBase64 } from '../encoding.ts';
import type { SignedContent } from './content.ts';

export const v1Prefix = 'whsec_';
const shape = 'A webhook secret is "whsec_" followed by 24 to 64 bytes in base64, with padding.';

/**
 * The key in a secret, or `undefined`. Base64 is decoded as strictly as by the reference verifier:
 * a secret that works here works at every subscriber.
 */
function v1Key(secret: string): Uint8Array | undefined {
  if (!secret.startsWith(v1Prefix)) return undefined;
  const key = fromBase64(secret.slice(v1Prefix.length));
  return key !== undefined && key.length >= 24 && key.length <= 64 ? key : undefined;
}

/** A shared secret of Standard Webhooks (`v1`), for example chosen by a subscriber. */
export const standardWebhookSecretSchema = v.pipe(
  v.string(),
  v.check((secret) => v1Key(secret) !== undefined, shape),
);

/**
 * A cache of parsed keys: `createHmac` takes a key object five times as fast as bytes. Few are in
 * use at a time; when the cache is full, it is cleared.
 */
const readKeys = new Map<string, KeyObject>();
const maxReadKeys = 1000;

function keyObject(secret: string): KeyObject {
  const known = readKeys.get(secret);
  if (known) return known;
  const key = v1Key(secret);
  if (key === undefined) {
    throw new SignatureError(
      'secret_malformed',
      `${shape} The given one is not: copy all of it again, without spaces.`,
    );
  }
  const object = createSecretKey(key);
  if (readKeys.size >= maxReadKeys) readKeys.clear();
  readKeys.set(secret, object);
  return object;
}

/** HMAC-SHA256 of the content. @throws {SignatureError} `secret_malformed` */
export function v1Hmac(options: { readonly secret: string; readonly content: SignedContent }) {
  const { head, body } = options.content;
  return createHmac('sha256', keyObject(options.secret)).update(head).update(body);
}
