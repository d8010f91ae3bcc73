import { trustworthySchemeSchema } from '@invoice-relay/core/signature';
import * as v from 'valibot';

import { longestHoldSeconds } from '../../../pipeline/log/held.ts';
import { describeIssues } from '../../../shared/problems/describe-issue.ts';
import { joinProblems } from '../../../shared/problems/join-problems.ts';
import { named, pageSchema } from '../../index.ts';
import { pollChangesSchema, pollSettingsSchema, pollViewSchema } from '../polls/polls.schemas.ts';

const nameSchema = v.pipe(
  v.string(),
  v.nonEmpty('must not be empty'),
  v.maxLength(200, 'must have at most 200 characters'),
  v.description('What people call it, such as the name of the shop.'),
);

const credentialsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description(
    'What the source needs to know its vendor, as `GET /v1/sources` describes it. Encrypted at rest; no answer ever shows it.',
  ),
);

const settingsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.description('Settings of the source, as `GET /v1/sources` describes them. No secrets here.'),
);

export const signatureSchemeSchema = named('SignatureScheme', trustworthySchemeSchema);

const schemeOrAutoSchema = v.pipe(
  v.union([v.literal('auto'), signatureSchemeSchema], explainScheme),
  v.description(
    'How the vendor signs. `auto` finds the scheme with the first webhook and pins it. Only for mode `signature`.',
  ),
);

const unknownSignatureSchema = v.pipe(
  v.picklist(['keep', 'refuse'], 'must be "keep" or "refuse"'),
  v.description(
    [
      'What becomes of a webhook whose signature fits no way of signing that is known. It may be real: no vendor says for ever how it signs. Only where the scheme is `auto`.',
      '',
      '- `keep`: it is answered 200, and makes an event once the vendor’s API confirms it; where the vendor cannot be asked, it waits in the quarantine for a person.',
      '- `refuse`: it is answered 401. Vendors give an ingest URL up that answers so.',
      '',
      'Left out: `keep` where the vendor’s API can be asked, else `refuse`.',
    ].join('\n'),
  ),
);

const includeLinksSchema = v.pipe(
  v.boolean('must be true or false'),
  v.description(
    'Whether events carry the links by which anybody may open a document. They go to subscribers; keys that only read see them masked.',
  ),
);

const holdSecondsSchema = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(0, 'must be 0 or more'),
  v.maxValue(longestHoldSeconds, `must be at most ${longestHoldSeconds}`),
  v.description(
    `How many seconds each event waits for earlier ones of its subject, so that what a vendor sends close together is put in the order of its dates first. 0, the default, waits for nothing; at most ${longestHoldSeconds}. Every event is later by that much. What comes later still is told: see \`data.late\`.`,
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
    'After so many seconds without anything new the operational event `relay.connection.silent` tells of it, and `relay.connection.recovered` once something came. Null, the default, expects nothing: only you know how often something happens in this account.',
  ),
);

const verificationSchema = v.pipe(
  v.strictObject({
    mode: v.pipe(
      v.picklist(['signature', 'callback', 'token'], 'must be "signature", "callback" or "token"'),
      v.description(
        [
          '- `signature`: the webhook must be signed with these credentials.',
          '- `callback`: an activity is believed once the vendor’s API, asked with these credentials, says that it knows it. Until then it waits, and makes no event.',
          '- `token`: whoever knows the ingest URL is trusted.',
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
      'is for mode "signature"; leave it out with another mode',
    ),
    ['scheme'],
  ),
);

const enrichSchema = v.pipe(
  v.boolean('must be true or false'),
  v.description(
    'Whether events carry the full invoice, order or estimate that they are about. Each then waits for the vendor’s API, for up to a minute once it is asked, and says in `data.enrichment` how that went.',
  ),
);

export const createConnectionSchema = named(
  'NewConnection',
  v.strictObject({
    source: v.pipe(
      v.string(),
      v.maxLength(100, 'must have at most 100 characters'),
      v.description('The name of a source, as `GET /v1/sources` lists them.'),
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
        'How the vendor is asked for what happened. Only for a source that is polled, as its vendor sends no webhooks.',
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
        'Replaces all of them. Those before stay valid for verification for 24 hours, so that a vendor may change over in its own time.',
      ),
    ),
    settings: v.pipe(v.optional(settingsSchema), v.description('Replaces all of them.')),
    verification: v.pipe(
      v.optional(verificationSchema),
      v.description(
        'Replaces it whole; a scheme that was found is forgotten, and without `scheme` it is looked for again.',
      ),
    ),
    enrich: v.optional(enrichSchema),
    includeLinks: v.optional(includeLinksSchema),
    holdSeconds: v.optional(holdSecondsSchema),
    silentAfterSeconds: v.optional(silentAfterSchema),
    poll: v.pipe(
      v.optional(pollChangesSchema),
      v.description('What is left out of it stays as it is.'),
    ),
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
      '- `waiting`: the scheme is still to be found. The first webhook whose signature matches these credentials pins it; until then webhooks are refused.',
      '- `pinned`: every webhook must be signed by the scheme shown.',
      '- `documented`: the vendor says how it signs, and every webhook must be signed so.',
      '- `asking`: the vendor’s API is asked about every activity, and answers.',
      '- `unreachable`: the vendor’s API cannot be asked at present. What comes in waits, and is asked about when it answers again; nothing is lost.',
      '- `unauthorized`: the vendor’s API refuses these credentials. What comes in waits until they are fixed.',
      '- `url_only`: signatures are not checked; whoever knows the ingest URL can bring activities.',
      '- `weak`: the vendor’s signature says nothing of the activity, so each is confirmed by its API as well.',
      '- `source_not_loaded`: the relay runs without this source. What comes in is kept in the quarantine, to be read once its package is in RELAY_SOURCES.',
      '- `polled`: nothing comes in that is to be verified; the relay asks the vendor itself.',
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
        'What to paste into the vendor’s settings. Secret: shown to keys with the scope `admin`, null to others, and null for a source without webhooks.',
      ),
    ),
    verification: v.strictObject({
      mode: v.picklist(['signature', 'callback', 'token']),
      state: verificationStateSchema,
      scheme: v.pipe(
        v.union([v.literal('auto'), signatureSchemeSchema, v.null()]),
        v.description(
          '`auto` while it is still to be found; null with the modes `callback` and `token`, and where the vendor documents its signature.',
        ),
      ),
      unknownSignature: v.pipe(
        v.picklist(['keep', 'refuse']),
        v.description('What becomes of a webhook whose signature nobody knows.'),
      ),
    }),
    enrich: v.boolean(),
    includeLinks: v.boolean(),
    holdSeconds: v.pipe(v.number(), v.integer()),
    silentAfterSeconds: v.nullable(v.pipe(v.number(), v.integer())),
    notes: v.pipe(
      v.array(v.string()),
      v.description('What its source learned about how this vendor writes, for people.'),
    ),
    trouble: v.pipe(
      v.nullable(v.string()),
      v.description(
        'What its source could not read last, for people: it is in the quarantine. Null once it reads again.',
      ),
    ),
    poll: v.pipe(
      v.nullable(pollViewSchema),
      v.description('How it is polled, and how that goes; null for a source that is not polled.'),
    ),
    lastActivityAt: v.pipe(
      v.nullable(v.pipe(v.string(), v.isoTimestamp())),
      v.description('When its last activity came in; null before the first.'),
    ),
    health: v.pipe(
      v.strictObject({
        state: v.picklist(['ok', 'waiting', 'attention', 'failing']),
        message: v.pipe(v.string(), v.description('The same in words, and what to do.')),
      }),
      v.description('How it does, for people.'),
    ),
    createdAt: v.pipe(v.string(), v.isoTimestamp()),
    updatedAt: v.pipe(v.string(), v.isoTimestamp()),
  }),
);
export type ConnectionView = v.InferOutput<typeof connectionViewSchema>;

export const connectionPageSchema = pageSchema(connectionViewSchema);

/** Says what is wrong with the scheme itself, not only that neither choice fits. */
function explainScheme({ issues }: v.UnionIssue<v.BaseIssue<unknown>>): string {
  const problems = describeIssues(issues ?? []).flatMap(({ path, message }) =>
    path === '' ? [] : [`${path} ${message}`],
  );
  return joinProblems(['must be "auto" or a signature scheme', ...problems]);
}
