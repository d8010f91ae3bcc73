import * as v from 'valibot';

import { named } from '../../index.ts';

const about = 'give either "connectionId", or "source" and "credentials"';
const nameSchema = v.pipe(v.string(), v.maxLength(100, 'must have at most 100 characters'));

export const testConnectionSchema = named(
  'NewConnectionTest',
  v.pipe(
    v.strictObject({
      connectionId: v.pipe(
        v.optional(nameSchema),
        v.description('Test the stored credentials of this connection.'),
      ),
      source: v.pipe(v.optional(nameSchema), v.description('The name of a source.')),
      credentials: v.pipe(
        v.optional(v.record(v.string(), v.unknown())),
        v.description(
          'The credentials to test, as described by `GET /v1/sources`. They are not stored.',
        ),
      ),
      settings: v.pipe(
        v.optional(v.record(v.string(), v.unknown())),
        v.description(
          'The settings to test them with, such as the address of the API, for sources that have some.',
        ),
      ),
    }),
    v.forward(
      v.check(
        ({ connectionId, ...given }) =>
          connectionId === undefined || Object.values(given).every((one) => one === undefined),
        about,
      ),
      ['connectionId'],
    ),
    v.forward(
      v.check(
        ({ connectionId, source }) => connectionId !== undefined || source !== undefined,
        about,
      ),
      ['source'],
    ),
    v.forward(
      v.check(
        ({ connectionId, credentials }) => connectionId !== undefined || credentials !== undefined,
        about,
      ),
      ['credentials'],
    ),
  ),
);
export type TestConnection = v.InferOutput<typeof testConnectionSchema>;

export const connectionTestSchema = named(
  'ConnectionTest',
  v.strictObject({
    ok: v.pipe(v.boolean(), v.description('Whether the vendor accepts the credentials.')),
    message: v.pipe(v.string(), v.description('The result in plain English, and what to do.')),
  }),
);
export type ConnectionTestView = v.InferOutput<typeof connectionTestSchema>;
