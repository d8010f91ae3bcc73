import { trustworthySchemeSchema } from '@invoice-relay/core/signature';
import * as v from 'valibot';

import { longestHoldSeconds } from '../../../pipeline/log/held-event.ts';
import { describeIssues } from '../../../shared/problems/describe-issue.ts';
import { joinProblems } from '../../../shared/problems/join-problems.ts';
import { named, pageSchema } from '../../index.ts';
import { pollChangesSchema, pollSettingsSchema, pollViewSchema } from '../polls/polls.schemas.ts';

const nameSchema = v.pipe(
  v.string(),
  v.nonEmpty('must not be empty'),
  v.maxLength(200, 'must have at most 200 characters'),
  v.description('A display name, such as the name of the shop.'),
);

const credentialsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description(
    'Credentials for the vendor, as described by `GET /v1/sources`. Encrypted at rest and never returned.',
  ),
);

const settingsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description('Settings of the source, as described by `GET /v1/sources`. Not for secrets.'),
);

export const signatureSchemeSchema = named('SignatureScheme', trustworthySchemeSchema);

const schemeOrAutoSchema = v.pipe(
  v.union([v.literal('auto'), signatureSchemeSchema], explainScheme),
  v.description(
    'How the vendor signs. `auto` detects the scheme from the first webhook and pins it. Only for mode `signature`.',
  ),
);

const unknownSignatureSchema = v.pipe(
  v.picklist(['keep', 'refuse'], 'must be "keep" or "refuse"'),
  v.description(
    [
      'What to do with a webhook whose signature matches no known scheme. It may be authentic, as vendors change how they sign. Only if the scheme is detected (`auto`), not if you set it.',
      '',
      '- `keep`: respond 200, and create an event once the vendor’s API confirms the activity. If the source cannot confirm activities, it waits in the quarantine for a person to decide.',
      '- `refuse`: respond 401. Vendors stop sending to an ingest URL that responds like this.',
      '',
      'If omitted: `keep` if the source can confirm activities, otherwise `refuse`.',
    ].join('\n'),
  ),
);

const includeLinksSchema = v.pipe(
  v.boolean('must be true or false'),
  v.description(
    'Whether events contain links that open a document without signing in. Subscribers receive them; keys that can only read see them masked.',
  ),
);

const holdSecondsSchema = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(0, 'must be 0 or more'),
  v.maxValue(longestHoldSeconds, `must be at most ${longestHoldSeconds}`),
  v.description(
    `How many seconds each event waits for earlier ones about the same subject, so that activities sent close together can be sorted by their dates. 0, the default, does not wait; the maximum is ${longestHoldSeconds}. Every event is delayed by this time. An event that arrives even later is still delivered: see \`data.late\`.`,
  ),
);

const silentMessage = 'must be a whole number of seconds from 60 to 31536000 (a year), or null';

const silentAfterSchema = v.pipe(
  v.nullable(
    v.pipe(
      v.number(silentMessage),
      v.integer(silentMessage),
      v.minValue(60, silentMessage),
      v.maxValue(31_536_000, silentMessage),
    ),
  ),
  v.description(
    'After this many seconds without a new activity, the operational event `relay.connection.silent` is sent, and `relay.connection.recovered` once one arrives. Null, the default, turns this off: only you know how often something happens in this account.',
  ),
);

const verificationSchema = v.pipe(
  v.strictObject({
    mode: v.pipe(
      v.picklist(['signature', 'callback', 'token'], 'must be "signature", "callback" or "token"'),
      v.description(
        [
          '- `signature`: the webhook must be signed with these credentials.',
          '- `callback`: an activity is trusted once the vendor’s API, called with these credentials, confirms it. Until then it waits and creates no event.',
          '- `token`: anyone who knows the ingest URL is trusted.',
        ].join('\n'),
      ),
    ),
    scheme: v.optional(schemeOrAutoSchema, 'auto'),
    unknownSignature: v.optional(unknownSignatureSchema),
  }),
  v.forward(
    v.partialCheck(
      [['mode'], ['scheme']],
      ({ mode, scheme }) => mode === 'signature' || scheme === 'auto',
      'is only for mode "signature"; omit it with another mode',
    ),
    ['scheme'],
  ),
);

const enrichSchema = v.pipe(
  v.boolean('must be true or false'),
  v.description(
    'Whether events contain the full invoice, order or estimate they are about. Each event then waits for the vendor’s API, for up to a minute from the first request, and `data.enrichment` says how that went.',
  ),
);

export const createConnectionSchema = named(
  'NewConnection',
  v.strictObject({
    source: v.pipe(
      v.string(),
      v.maxLength(100, 'must have at most 100 characters'),
      v.description('The name of a source, as listed by `GET /v1/sources`.'),
    ),
    name: nameSchema,
    credentials: credentialsSchema,
    settings: v.optional(settingsSchema, {}),
    verification: v.optional(verificationSchema, { mode: 'signature', scheme: 'auto' }),
    enrich: v.optional(enrichSchema, false),
    includeLinks: v.optional(includeLinksSchema, true),
    holdSeconds: v.optional(holdSecondsSchema, 0),
    silentAfterSeconds: v.optional(silentAfterSchema, null),
    poll: v.pipe(
      v.optional(pollSettingsSchema),
      v.description(
        'How the vendor is polled. Only for sources that are polled because their vendor sends no webhooks.',
      ),
    ),
  }),
);
export type CreateConnection = v.InferOutput<typeof createConnectionSchema>;

export const updateConnectionSchema = named(
  'ConnectionChanges',
  v.strictObject({
    name: v.optional(nameSchema),
    credentials: v.pipe(
      v.optional(credentialsSchema),
      v.description(
        'Replaces all credentials. The previous ones remain valid for verifying webhooks for 24 hours, so that the vendor can be switched over in the meantime.',
      ),
    ),
    settings: v.pipe(v.optional(settingsSchema), v.description('Replaces all settings.')),
    verification: v.pipe(
      v.optional(verificationSchema),
      v.description(
        'Replaces the whole object. A detected scheme is forgotten; without `scheme`, it is detected again.',
      ),
    ),
    enrich: v.optional(enrichSchema),
    includeLinks: v.optional(includeLinksSchema),
    holdSeconds: v.optional(holdSecondsSchema),
    silentAfterSeconds: v.optional(silentAfterSchema),
    poll: v.pipe(v.optional(pollChangesSchema), v.description('Omitted fields stay as they are.')),
  }),
);
export type UpdateConnection = v.InferOutput<typeof updateConnectionSchema>;

export const verificationStateSchema = v.pipe(
  v.picklist([
    'waiting',
    'pinned',
    'documented',
    'asking',
    'unreachable',
    'unauthorized',
    'url_only',
    'polled',
    'weak',
    'source_not_loaded',
  ]),
  v.description(
    [
      '- `waiting`: the scheme has not been detected yet. The first webhook whose signature matches these credentials pins it; `unknownSignature` says what happens to others.',
      '- `pinned`: webhooks must be signed with the scheme shown. If it was detected, and the vendor changes how it signs, the new scheme is detected like the first one.',
      '- `documented`: the vendor documents its signature, and every webhook must be signed that way.',
      '- `asking`: every activity is confirmed through the vendor’s API, which responds.',
      '- `unreachable`: the vendor’s API cannot be reached at the moment. Activities wait and are confirmed once it responds; nothing is lost.',
      '- `unauthorized`: the vendor’s API rejects these credentials. Activities wait until the credentials are fixed.',
      '- `url_only`: signatures are not checked; anyone who knows the ingest URL can send activities.',
      '- `weak`: the vendor’s signature does not cover the activity, so each one is also confirmed through the vendor’s API.',
      '- `source_not_loaded`: the relay runs without this source. Everything that arrives is kept in the quarantine until the source’s package is in RELAY_SOURCES.',
      '- `polled`: no webhooks arrive that would need verification; the relay polls the vendor.',
    ].join('\n'),
  ),
);

export const connectionViewSchema = named(
  'Connection',
  v.strictObject({
    id: v.pipe(v.string(), v.description('`con_…`')),
    source: v.string(),
    name: v.string(),
    settings: v.record(v.string(), v.unknown()),
    ingestUrl: v.pipe(
      v.nullable(v.string()),
      v.description(
        'Paste this URL into the vendor’s settings. It is a secret: shown to keys with the scope `admin`, null for others, and null for sources without webhooks.',
      ),
    ),
    verification: v.strictObject({
      mode: v.picklist(['signature', 'callback', 'token']),
      state: verificationStateSchema,
      scheme: v.pipe(
        v.union([v.literal('auto'), signatureSchemeSchema, v.null()]),
        v.description(
          '`auto` until it is detected; null for the modes `callback` and `token`, and if the vendor documents its signature.',
        ),
      ),
      unknownSignature: v.pipe(
        v.picklist(['keep', 'refuse']),
        v.description(
          'What happens to a webhook whose signature matches no known scheme, unless the scheme was set.',
        ),
      ),
    }),
    enrich: v.boolean(),
    includeLinks: v.boolean(),
    holdSeconds: v.pipe(v.number(), v.integer()),
    silentAfterSeconds: v.nullable(v.pipe(v.number(), v.integer())),
    notes: v.pipe(
      v.array(v.string()),
      v.description('What the source has learned about this vendor’s payloads, in plain English.'),
    ),
    trouble: v.pipe(
      v.nullable(v.string()),
      v.description(
        'What the source last failed to read, in plain English; the payload is in the quarantine. Null once it reads payloads again.',
      ),
    ),
    poll: v.pipe(
      v.nullable(pollViewSchema),
      v.description(
        'How the vendor is polled, and the state of polling; null for sources that are not polled.',
      ),
    ),
    lastActivityAt: v.pipe(
      v.nullable(v.pipe(v.string(), v.isoTimestamp())),
      v.description('When the last activity arrived; null before the first.'),
    ),
    health: v.pipe(
      v.strictObject({
        state: v.pipe(
          v.picklist(['ok', 'waiting', 'attention', 'failing']),
          v.description(
            [
              '- `ok`: activities arrive.',
              '- `waiting`: for the first activity.',
              '- `attention`: somebody should look at it, see `message`.',
              '- `failing`: activities do not become events at the moment. They wait; nothing is lost.',
            ].join('\n'),
          ),
        ),
        message: v.pipe(v.string(), v.description('The status in plain English, and what to do.')),
      }),
      v.description('The state of the connection.'),
    ),
    createdAt: v.pipe(v.string(), v.isoTimestamp()),
    updatedAt: v.pipe(v.string(), v.isoTimestamp()),
  }),
);
export type ConnectionView = v.InferOutput<typeof connectionViewSchema>;

export const connectionPageSchema = pageSchema(connectionViewSchema);

/** Reports what is wrong with the scheme itself, not only that neither option matches. */
function explainScheme({ issues }: v.UnionIssue<v.BaseIssue<unknown>>): string {
  const problems = describeIssues(issues ?? []).flatMap(({ path, message }) =>
    path === '' ? [] : [`${path} ${message}`],
  );
  return joinProblems(['must be "auto" or a signature scheme', ...problems]);
}
