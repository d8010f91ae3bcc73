import * as v from 'valibot';

import { cursors, listQuery, named, pageSchema } from '../../index.ts';

const fields = {
  id: v.pipe(v.string(), v.description('`qua_…`')),
  connectionId: v.string(),
  source: v.string(),
  reason: v.pipe(
    v.string(),
    v.description(
      [
        '- `source_not_loaded`: the relay ran without this source. Add its package to RELAY_SOURCES, then process the item again.',
        '- `payload_unreadable`: it looks like a webhook of this source, but this version of the source cannot read it.',
        '- `source_failed`: the source’s code failed, which is a bug in the plugin.',
        '- `signature_unknown`: its signature matches no known scheme.',
        '- `connection_unknown`: the database has no such connection: the database and its inbox do not belong together.',
      ].join('\n'),
    ),
  ),
  detail: v.pipe(v.string(), v.description('The reason in plain English, and what to do.')),
  authentic: v.pipe(
    v.boolean(),
    v.description(
      'Whether it is known to be authentic. If not, it is verified when processed again.',
    ),
  ),
  via: v.picklist(['webhook', 'poll', 'backfill']),
  activityId: v.pipe(
    v.nullable(v.string()),
    v.description('If it is a single activity rather than a whole request.'),
  ),
  size: v.pipe(v.number(), v.description('Size of the body in bytes.')),
  receivedAt: v.pipe(v.string(), v.isoTimestamp()),
  retriedAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
};

export const quarantinedSchema = named('Quarantined', v.strictObject(fields));
export type QuarantinedView = v.InferOutput<typeof quarantinedSchema>;

export const quarantinedDetailSchema = named(
  'QuarantinedDetail',
  v.strictObject({
    ...fields,
    method: v.string(),
    headers: v.pipe(
      v.record(v.string(), v.string()),
      v.description('Request headers, without those that carry credentials.'),
    ),
    bodyBase64: v.pipe(v.string(), v.description('The body, byte for byte.')),
  }),
);
export type QuarantinedDetail = v.InferOutput<typeof quarantinedDetailSchema>;

export const retryResultSchema = named(
  'QuarantineRetry',
  v.strictObject({
    status: v.pipe(
      v.picklist(['accepted', 'duplicate', 'unconfirmed', 'quarantined']),
      v.description(
        [
          '- `accepted`: it created events and left the quarantine.',
          '- `duplicate`: its activities were already known, and it left the quarantine.',
          '- `unconfirmed`: it waits for the vendor’s API to confirm it, and left the quarantine.',
          '- `quarantined`: it still cannot be processed, and stays.',
        ].join('\n'),
      ),
    ),
    events: v.pipe(v.array(v.string()), v.description('Ids of the events that were created.')),
    detail: v.pipe(v.nullable(v.string()), v.description('Why it stays, in plain English.')),
  }),
);
export type RetryResult = v.InferOutput<typeof retryResultSchema>;

export const quarantineListSchema = v.strictObject({
  ...listQuery(cursors.seq).entries,
  connectionId: v.pipe(v.optional(v.string()), v.description('Only items of this connection.')),
});
export type QuarantineList = v.InferOutput<typeof quarantineListSchema>;

export const quarantinePageSchema = pageSchema(quarantinedSchema);
