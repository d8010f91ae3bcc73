import { SignatureError } from '../../errors/index.ts';
import { concatBytes, utf8 } from '../encoding.ts';

/** The body as sent, byte for byte; text counts as UTF-8. */
export type WebhookBody = Uint8Array | string;

/** What every version signs, `id.timestamp.body`, in two parts: most bodies need not be copied. */
export interface SignedContent {
  /** `id.timestamp.` */
  readonly head: string;
  readonly body: Uint8Array;
}

/**
 * What every version signs.
 *
 * @throws {SignatureError} `signature_malformed` if the id contains a dot (the boundary between id
 *   and timestamp would be ambiguous), or characters not allowed in an HTTP header
 */
export function signedContent(options: {
  readonly id: string;
  readonly timestamp: number;
  readonly body: WebhookBody;
}): SignedContent {
  const { id, timestamp, body } = options;
  if (!/^[\x21-\x7e]+$/.test(id) || id.includes('.')) {
    throw new SignatureError(
      'signature_malformed',
      'The webhook-id must be one or more visible ASCII characters and contain no dot, as in "evt_2f6c".',
    );
  }
  return { head: `${id}.${timestamp}.`, body: typeof body === 'string' ? utf8(body) : body };
}

/** All of it in one piece, for APIs that cannot take parts. */
export function contentBytes({ head, body }: SignedContent): Uint8Array {
  return concatBytes([utf8(head), body]);
}
