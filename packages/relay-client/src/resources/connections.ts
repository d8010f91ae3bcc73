import type { JsonObject } from '@invoice-relay/core/events';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import * as v from 'valibot';

import type { Caller, CallOptions, UnsafeCallOptions } from '../http/caller.ts';
import { listCalls, pageSchema } from '../paging.ts';
import type { Page, PageQuery } from '../paging.ts';
import { jsonObject, openObject, openWord, timeSchema } from '../schemas.ts';
import { backfillSchema } from './backfills.ts';
import type { Backfill } from './backfills.ts';
import { pollSchema } from './polls.ts';
import type { Poll, PollInput } from './polls.ts';

export const connectionSchema = openObject({
  /** `con_…` */
  id: v.string(),
  /** The name of the source. */
  source: v.string(),
  /** The display name. */
  name: v.string(),
  settings: jsonObject<JsonObject>(),
  /**
   * Paste this URL into the vendor's settings. Secret; null for keys without the scope `admin`, and
   * for a source without webhooks.
   */
  ingestUrl: v.nullable(v.string()),
  verification: openObject({
    mode: openWord<'signature' | 'callback' | 'token'>(),
    /**
     * - `waiting`: for the first webhook, which shows how the vendor signs
     * - `pinned`: webhooks must be signed with the scheme shown; one that was detected may be
     *   replaced by another that is detected
     * - `documented`: the vendor documents its signature, and every webhook must be signed that way
     * - `asking`: every activity is confirmed through the vendor's API, which responds
     * - `unreachable`: the API cannot be reached at the moment; activities wait
     * - `unauthorized`: it rejects these credentials; activities wait until they are fixed
     * - `url_only`: anyone who knows the ingest URL can send activities
     * - `polled`: no webhooks; the relay polls the vendor
     * - `weak`: the signature does not cover the activity, so each is also confirmed through the API
     * - `source_not_loaded`: the relay runs without this source; what arrives is quarantined
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
    /** `auto` until it is detected; null if schemes play no part. */
    scheme: v.nullable(v.union([v.literal('auto'), jsonObject<SignatureScheme>()])),
    /** What happens to a webhook whose signature matches no known scheme. */
    unknownSignature: v.exactOptional(openWord<'keep' | 'refuse'>()),
  }),
  /** Whether events contain the full document that they are about. */
  enrich: v.boolean(),
  /** How long events of a subject wait for earlier ones, in seconds. */
  holdSeconds: v.exactOptional(v.number()),
  /** After this many seconds without anything new it is reported as silent; null turns this off. */
  silentAfterSeconds: v.exactOptional(v.nullable(v.number())),
  /** How the vendor is polled, and the state of polling; null for sources that are not polled. */
  poll: v.nullable(pollSchema),
  /** Whether events contain links that open a document without signing in. */
  includeLinks: v.exactOptional(v.boolean()),
  /** What the source has learned about this vendor’s payloads, in plain English. */
  notes: v.exactOptional(v.array(v.string())),
  /** What its source last failed to read, human-readable. */
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
   * - `callback`: the vendor's API must confirm the activity; until then there is no event
   * - `token`: anyone who knows the ingest URL is trusted
   */
  readonly mode: 'signature' | 'callback' | 'token';
  /** Only with mode `signature`. `auto`, the default, detects the scheme. */
  readonly scheme?: 'auto' | SignatureScheme;
  /**
   * What to do with a webhook whose signature matches no known scheme, while the scheme is `auto`:
   * `keep` it until the vendor's API or a person vouches for it, or `refuse` it. By default `keep`
   * if the source can confirm activities.
   */
  readonly unknownSignature?: 'keep' | 'refuse';
}

export interface ConnectionInput {
  /** The name of a source, such as `envoice`. */
  readonly source: string;
  /** The display name. */
  readonly name: string;
  /** What the source needs, as described by `sources.list`. Never returned. */
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly verification?: VerificationInput;
  /**
   * Whether events contain the full invoice, order or estimate: each then waits up to a minute for
   * the vendor's API. False by default.
   */
  readonly enrich?: boolean;
  readonly includeLinks?: boolean;
  /**
   * How long each event waits for earlier ones of its subject, in seconds: 0, the default, to 60.
   */
  readonly holdSeconds?: number;
  /**
   * After this many seconds without anything new, the operational event `relay.connection.silent`
   * is sent: 60 to a year. Null, the default, turns this off.
   */
  readonly silentAfterSeconds?: number | null;
  /** For a source without webhooks. On an update, omitted fields stay as they are. */
  readonly poll?: PollInput;
}

/** Omitted fields stay as they are; the source cannot be changed. */
export type ConnectionChanges = Partial<Omit<ConnectionInput, 'source'>>;

export const connectionTestSchema = openObject({ ok: v.boolean(), message: v.string() });
/** The vendor's verdict on credentials. */
export type ConnectionTest = v.InferOutput<typeof connectionTestSchema>;

export interface Connections {
  create(input: ConnectionInput, options?: UnsafeCallOptions): Promise<Connection>;
  /** Oldest first. */
  list(query?: PageQuery, options?: CallOptions): Promise<Page<Connection>>;
  get(input: { readonly id: string }, options?: CallOptions): Promise<Connection>;
  /** All of them, page by page; `limit` is the page size. */
  iterate(query?: PageQuery, options?: CallOptions): AsyncGenerator<Connection, void, undefined>;
  update(
    input: ConnectionChanges & { readonly id: string },
    options?: UnsafeCallOptions,
  ): Promise<Connection>;
  /** Its events stay. */
  delete(input: { readonly id: string }, options?: UnsafeCallOptions): Promise<void>;
  /** Asks the vendor immediately whether it accepts these credentials. */
  test(
    input:
      | {
          readonly source: string;
          readonly credentials: Readonly<Record<string, unknown>>;
          readonly settings?: Readonly<Record<string, unknown>>;
        }
      | { readonly connectionId: string },
    options?: CallOptions,
  ): Promise<ConnectionTest>;
  /**
   * The previous ingest URL keeps working for `overlapSeconds`: 24 hours by default, 0 to 30 days.
   */
  rotateIngestUrl(
    input: { readonly id: string; readonly overlapSeconds?: number },
    options?: UnsafeCallOptions,
  ): Promise<Connection>;
  /** Polls a connection now. Returns immediately: `get` shows the result. */
  poll(input: { readonly connectionId: string }, options?: UnsafeCallOptions): Promise<Poll>;
  /**
   * Looks for activities that never arrived, and returns immediately: `backfills.wait` waits for
   * the end. A connection has at most one open backfill: if there is one, it is returned and no
   * second one is created. Its `from` shows whether it does what you requested; if not, try again
   * afterwards.
   */
  backfill(
    input: {
      readonly connectionId: string;
      /**
       * ISO 8601, a time or a day in UTC: only what happened at or after it. By default, everything
       * that the vendor knows and the relay does not.
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
  return {
    create: (body, options) => caller.json({ method: 'POST', path: all, body, schema, options }),
    ...listCalls(caller, { path: all, schema }),
    get: ({ id }, options) => caller.json({ method: 'GET', path: [...all, id], schema, options }),
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
