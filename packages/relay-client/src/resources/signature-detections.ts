import type { SignatureScheme } from '@invoice-relay/core/signature';
import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { jsonObject, openObject, openWord } from '../schemas.ts';

export const signatureDetectionSchema = openObject({
  /**
   * - `one`: exactly one scheme matches, and can be set
   * - `several`: this payload is ambiguous
   * - `none`: no scheme matches in a way that proves anything
   */
  result: openWord<'one' | 'several' | 'none'>(),
  matches: v.array(
    openObject({
      scheme: jsonObject<SignatureScheme>(),
      /** The scheme, described in plain English. */
      description: v.string(),
    }),
  ),
  /** The result and what to do next, for people who are not programmers. */
  explanation: v.string(),
  /** Number of schemes tried. */
  tried: v.number(),
});
/** What a captured payload shows about how its vendor signs. */
export type SignatureDetection = v.InferOutput<typeof signatureDetectionSchema>;

/** A captured payload, and its account: a connection, or an account not connected yet. */
export type SignatureDetectionInput = {
  /** The raw body of one webhook, character for character. */
  readonly payload: string;
} & (
  | {
      /** The connection whose credentials are tried. */
      readonly connectionId: string;
      readonly source?: never;
      readonly credentials?: never;
    }
  | {
      /** The name of a source, such as `envoice`. */
      readonly source: string;
      /** The credentials of the account that sent the payload. The relay does not store them. */
      readonly credentials: Readonly<Record<string, unknown>>;
      readonly connectionId?: never;
    }
);

export interface SignatureDetections {
  /**
   * Detects how a vendor signs. Stores nothing, so there is no idempotency key; too many in a short
   * time are rejected with `too_many_detections`.
   */
  create(input: SignatureDetectionInput, options?: CallOptions): Promise<SignatureDetection>;
}

export function createSignatureDetections(caller: Caller): SignatureDetections {
  return {
    create: (body, options) =>
      caller.json({
        method: 'POST',
        path: ['v1', 'signature-detections'],
        body,
        schema: signatureDetectionSchema,
        options,
      }),
  };
}
