import * as v from 'valibot';

import { named } from '../../index.ts';
import { signatureSchemeSchema } from '../connections/connections.schemas.ts';

const aboutConnection = 'give either "connectionId", or "source" and "credentials"';

export const detectSignatureSchema = named(
  'NewSignatureDetection',
  v.pipe(
    v.strictObject({
      payload: v.pipe(
        v.string(),
        v.nonEmpty('must not be empty'),
        v.description(
          'The raw body of one captured webhook, character for character: escaped as a JSON string, otherwise unchanged.',
        ),
      ),
      connectionId: v.pipe(
        v.optional(v.pipe(v.string(), v.maxLength(100, 'must have at most 100 characters'))),
        v.description('Use the credentials of this connection.'),
      ),
      source: v.pipe(
        v.optional(v.pipe(v.string(), v.maxLength(100, 'must have at most 100 characters'))),
        v.description('The name of a source. With `credentials`, instead of `connectionId`.'),
      ),
      credentials: v.pipe(
        v.optional(v.record(v.string(), v.unknown())),
        v.description('The credentials of the account that sent the payload. They are not stored.'),
      ),
    }),
    v.forward(
      v.partialCheck(
        [['connectionId'], ['source'], ['credentials']],
        ({ connectionId, source, credentials }) =>
          connectionId === undefined || (source === undefined && credentials === undefined),
        aboutConnection,
      ),
      ['connectionId'],
    ),
    v.forward(
      v.partialCheck(
        [['connectionId'], ['source']],
        ({ connectionId, source }) => connectionId !== undefined || source !== undefined,
        aboutConnection,
      ),
      ['source'],
    ),
    v.forward(
      v.partialCheck(
        [['connectionId'], ['credentials']],
        ({ connectionId, credentials }) => connectionId !== undefined || credentials !== undefined,
        aboutConnection,
      ),
      ['credentials'],
    ),
  ),
);
export type DetectSignature = v.InferOutput<typeof detectSignatureSchema>;

export const signatureDetectionSchema = named(
  'SignatureDetection',
  v.strictObject({
    result: v.pipe(
      v.picklist(['one', 'several', 'none']),
      v.description(
        '`one`: exactly one scheme matches, and can be set. `several`: this payload is ambiguous. `none`: no scheme matches in a way that proves anything.',
      ),
    ),
    matches: v.array(
      v.strictObject({
        scheme: signatureSchemeSchema,
        description: v.pipe(v.string(), v.description('The scheme, described in plain English.')),
      }),
    ),
    explanation: v.pipe(
      v.string(),
      v.description('The result and what to do next, for people who are not programmers.'),
    ),
    tried: v.pipe(v.number(), v.integer(), v.description('Number of schemes tried.')),
  }),
);
export type SignatureDetection = v.InferOutput<typeof signatureDetectionSchema>;
