import * as v from 'valibot';

import type { Caller, CallOptions, UnsafeCallOptions } from '../http/caller.ts';
import { pageSchema } from '../paging.ts';
import type { Page, PageQuery } from '../paging.ts';
import { openObject, openWord, timeSchema } from '../schemas.ts';

const entries = {
  /** `qua_…` */
  id: v.string(),
  connectionId: v.string(),
  source: v.string(),
  reason: openWord<
    | 'source_not_loaded'
    | 'payload_unreadable'
    | 'source_failed'
    | 'signature_unknown'
    | 'connection_unknown'
  >(),
  /** The result in plain English, and what to do. */
  detail: v.string(),
  /** Whether it is known to be authentic. If not, it is verified when processed again. */
  authentic: v.boolean(),
  via: openWord<'webhook' | 'poll' | 'backfill'>(),
  activityId: v.nullable(v.string()),
  /** Size of the body in bytes. */
  size: v.number(),
  receivedAt: timeSchema,
  retriedAt: v.nullable(timeSchema),
};
export const quarantinedSchema = openObject(entries);
/** An item that could not be read or verified. */
export type Quarantined = v.InferOutput<typeof quarantinedSchema>;

export const quarantinedDetailSchema = openObject({
  ...entries,
  method: v.string(),
  /** Request headers, without those that carry credentials. */
  headers: v.record(v.string(), v.string()),
  /** The body, byte for byte. */
  bodyBase64: v.string(),
});
export type QuarantinedDetail = v.InferOutput<typeof quarantinedDetailSchema>;

export const retrySchema = openObject({
  status: openWord<'accepted' | 'duplicate' | 'unconfirmed' | 'quarantined'>(),
  /** Ids of the events that were created. */
  events: v.array(v.string()),
  /** Why it stays, in plain English. */
  detail: v.nullable(v.string()),
});
export type QuarantineRetry = v.InferOutput<typeof retrySchema>;

export interface Quarantine {
  /** Oldest first. */
  list(
    query?: { readonly connectionId?: string } & PageQuery,
    options?: CallOptions,
  ): Promise<Page<Quarantined>>;
  get(input: { readonly id: string }, options?: CallOptions): Promise<QuarantinedDetail>;
  /** Processes it again. */
  retry(input: { readonly id: string }, options?: UnsafeCallOptions): Promise<QuarantineRetry>;
  delete(input: { readonly id: string }, options?: UnsafeCallOptions): Promise<void>;
}

export function createQuarantine(caller: Caller): Quarantine {
  const all = ['v1', 'quarantine'] as const;
  return {
    list: (query, options) =>
      caller.json({
        method: 'GET',
        path: all,
        query: { ...query },
        schema: pageSchema(quarantinedSchema),
        options,
      }),
    get: ({ id }, options) =>
      caller.json({ method: 'GET', path: [...all, id], schema: quarantinedDetailSchema, options }),
    retry: ({ id }, options) =>
      caller.json({ method: 'POST', path: [...all, id, 'retry'], schema: retrySchema, options }),
    delete: ({ id }, options) => caller.nothing({ method: 'DELETE', path: [...all, id], options }),
  };
}
