import type { JsonObject } from '@invoice-relay/core/events';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import * as v from 'valibot';

import type { Caller, CallOptions, UnsafeCallOptions } from '../http/caller.ts';
import { iteratePages, pageSchema } from '../paging.ts';
import type { Page, PageQuery } from '../paging.ts';
import { jsonObject, openObject, openWord, timeSchema } from '../schemas.ts';
import { backfillSchema } from './backfills.ts';
import type { Backfill } from './backfills.ts';
import { pollSchema } from './polls.ts';
import type { Poll, PollInput } from './polls.ts';

const connectionSchema = openObject({
  /** `con_…` */
  id: v.string(),
  /** The name of the source. */
  source: v.string(),
  /** What people call it. */
  name: v.string(),
  settings: jsonObject<JsonObject>(),
  /**
   * What to paste into the vendor's settings. Secret; null to keys without the scope `admin`, and
   * for a source without webhooks.
   */
  ingestUrl: v.nullable(v.string()),
  verification: openObject({
    mode: openWord<'signature' | 'callback' | 'token'>(),
    /**
     * - `waiting`: for the first webhook, which shows how the vendor signs
     * - `pinned`: every webhook must be signed by the scheme shown
     * - `documented`: the vendor says how it signs, and every webhook must be signed so
     * - `asking`: the vendor's API is asked about every activity, and answers
     * - `unreachable`: it cannot be asked at present; what comes in waits
     * - `unauthorized`: it refuses these credentials; what comes in waits until they are fixed
     * - `url_only`: whoever knows the ingest URL can bring activities
     * - `polled`: nothing comes in; the relay asks the vendor itself
     */
    state: openWord<
      | 'waiting'
      | 'pinned'
      | 'documented'
      | 'asking'
      | 'unreachable'
      | 'unauthorized'
      | 'url_only'
      | 'polled'
      | 'weak'
      | 'source_not_loaded'
    >(),
    /** `auto` while it is still to be found; null where schemes play no part. */
    scheme: v.nullable(v.union([v.literal('auto'), jsonObject<SignatureScheme>()])),
  }),
  /** Whether events carry the full document that they are about. */
  enrich: v.boolean(),
  /** How long events of a subject wait for earlier ones, in seconds. */
  holdSeconds: v.exactOptional(v.number()),
  /** After so many seconds without anything new it is told to be silent; null expects nothing. */
  silentAfterSeconds: v.exactOptional(v.nullable(v.number())),
  /** How the vendor is polled, and the state of polling; null for sources that are not polled. */
  poll: v.nullable(pollSchema),
  /** Whether events carry the links by which anybody may open a document. */
  includeLinks: v.exactOptional(v.boolean()),
  /** What the source has learned about this vendor’s payloads, in plain English. */
  notes: v.exactOptional(v.array(v.string())),
  /** What its source could not read last, for people. */
  trouble: v.exactOptional(v.nullable(v.string())),
  lastActivityAt: v.exactOptional(v.nullable(timeSchema)),
  health: v.exactOptional(
    openObject({
      state: openWord<'ok' | 'waiting' | 'attention' | 'failing'>(),
      message: v.string(),
    }),
  ),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});
/** One account of a source. */
export type Connection = v.InferOutput<typeof connectionSchema>;

/** How webhooks of a connection are trusted; see the relay's `/docs`. */
export interface VerificationInput {
  /**
   * - `signature`: the webhook must be signed with the connection's credentials
   * - `callback`: the vendor's API must know the activity; until it says so, there is no event
   * - `token`: whoever knows the ingest URL is trusted
   */
  readonly mode: 'signature' | 'callback' | 'token';
  /** Only with mode `signature`. `auto`, which it is unless given, finds the scheme by itself. */
  readonly scheme?: 'auto' | SignatureScheme;
}

export interface ConnectionInput {
  /** The name of a source, such as `envoice`. */
  readonly source: string;
  /** What people call it. */
  readonly name: string;
  /** What the source needs, as `sources.list` describes it. No answer ever shows it. */
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly verification?: VerificationInput;
  /**
   * Whether events carry the full invoice, order or estimate: each then waits up to a minute for
   * the vendor's API. False unless given.
   */
  readonly enrich?: boolean;
  readonly includeLinks?: boolean;
  /**
   * How long each event waits for earlier ones of its subject, in seconds: 0, which it is unless
   * given, to 60.
   */
  readonly holdSeconds?: number;
  /**
   * After so many seconds without anything new the operational event `relay.connection.silent`
   * tells of it: 60 to a year. Null, which it is unless given, expects nothing.
   */
  readonly silentAfterSeconds?: number | null;
  /** For a source without webhooks. On an update, what is left out of it stays as it is. */
  readonly poll?: PollInput;
}

/** What is left out stays as it is; the source cannot be changed. */
export type ConnectionChanges = Partial<Omit<ConnectionInput, 'source'>>;

const connectionTestSchema = openObject({ ok: v.boolean(), message: v.string() });
/** What the vendor says of credentials. */
export type ConnectionTest = v.InferOutput<typeof connectionTestSchema>;

export interface Connections {
  create(input: ConnectionInput, options?: UnsafeCallOptions): Promise<Connection>;
  /** Oldest first. */
  list(query?: PageQuery, options?: CallOptions): Promise<Page<Connection>>;
  get(input: { readonly id: string }, options?: CallOptions): Promise<Connection>;
  /** All of them, page after page; `limit` is the size of a page. */
  iterate(query?: PageQuery, options?: CallOptions): AsyncGenerator<Connection, void, undefined>;
  update(
    input: ConnectionChanges & { readonly id: string },
    options?: UnsafeCallOptions,
  ): Promise<Connection>;
  /** Its events stay. */
  delete(input: { readonly id: string }, options?: UnsafeCallOptions): Promise<void>;
  /** Asks the vendor at once whether it takes these credentials. */
  test(
    input:
      | { readonly source: string; readonly credentials: Readonly<Record<string, unknown>> }
      | { readonly connectionId: string },
    options?: CallOptions,
  ): Promise<ConnectionTest>;
  /** The ingest URL before works on for `overlapSeconds`: 24 hours unless given, 0 to 30 days. */
  rotateIngestUrl(
    input: { readonly id: string; readonly overlapSeconds?: number },
    options?: UnsafeCallOptions,
  ): Promise<Connection>;
  /** Polls a connection now. Answers at once: `get` tells how it goes. */
  poll(input: { readonly connectionId: string }, options?: UnsafeCallOptions): Promise<Poll>;
  /**
   * Looks for activities that never arrived, and answers at once: `backfills.wait` waits for the
   * end. A connection has one open at a time: while it has, this answers that one and makes no
   * second. Its `from` tells whether it does what you asked for; if not, ask again after it.
   */
  backfill(
    input: {
      readonly connectionId: string;
      /**
       * ISO 8601, a moment or a day in UTC: only what happened then or later. Everything that the
       * vendor knows and the relay does not, unless given.
       */
      readonly from?: string;
    },
    options?: UnsafeCallOptions,
  ): Promise<Backfill>;
  /** Newest first. */
  listBackfills(
    query: PageQuery & { readonly connectionId: string },
    options?: CallOptions,
  ): Promise<Page<Backfill>>;
}

export function createConnections(caller: Caller): Connections {
  const schema = connectionSchema;
  const all = ['v1', 'connections'] as const;
  const list: Connections['list'] = (query, options) =>
    caller.json({
      method: 'GET',
      path: all,
      query: { ...query },
      schema: pageSchema(schema),
      options,
    });
  return {
    create: (body, options) => caller.json({ method: 'POST', path: all, body, schema, options }),
    list,
    get: ({ id }, options) => caller.json({ method: 'GET', path: [...all, id], schema, options }),
    iterate: (query, options) =>
      iteratePages({
        from: query?.after,
        load: (after) => list({ ...query, ...after }, options),
      }),
    update: ({ id, ...body }, options) =>
      caller.json({ method: 'PATCH', path: [...all, id], body, schema, options }),
    delete: ({ id }, options) => caller.nothing({ method: 'DELETE', path: [...all, id], options }),
    test: (body, options) =>
      caller.json({
        method: 'POST',
        path: [...all, 'test'],
        body,
        schema: connectionTestSchema,
        options,
      }),
    rotateIngestUrl: ({ id, ...body }, options) =>
      caller.json({
        method: 'POST',
        path: [...all, id, 'rotate-ingest-url'],
        body,
        schema,
        options,
      }),
    poll: ({ connectionId }, options) =>
      caller.json({
        method: 'POST',
        path: [...all, connectionId, 'poll'],
        schema: pollSchema,
        options,
      }),
    backfill: ({ connectionId, ...body }, options) =>
      caller.json({
        method: 'POST',
        path: [...all, connectionId, 'backfill'],
        body,
        schema: backfillSchema,
        options,
      }),
    listBackfills: ({ connectionId, ...query }, options) =>
      caller.json({
        method: 'GET',
        path: [...all, connectionId, 'backfills'],
        query,
        schema: pageSchema(backfillSchema),
        options,
      }),
  };
}
