import { SignatureError } from '../../errors/index.ts';
import { concatBytes, utf8 } from '../encoding.ts';

/** The body as sent, to the byte; text counts as UTF-8. */
export type WebhookBody = Uint8Array | string;

/**
 * The bytes that every version signs: `id.timestamp.body`.
 *
 * @throws {SignatureError} `signature_malformed` when the id holds a dot (it would blur where the
 *   id ends and the timestamp begins), or what no HTTP header can hold
 */
export function signedContent(options: {
  readonly id: string;
  readonly timestamp: number;
  readonly body: WebhookBody;
}): Uint8Array {
  const { id, timestamp, body } = options;
  if (!/^[\x21-\x7e]+$/.test(id) || id.includes('.')) {
    throw new SignatureError(
      'signature_malformed',
      'The webhook-id may hold visible ASCII characters only, at least one, and no dot: make ids such as "evt_2f6c".',
    );
  }
  const bytes = typeof body === 'string' ? utf8(body) : body;
  return concatBytes([utf8(`${id}.${timestamp}.`), bytes]);
}
