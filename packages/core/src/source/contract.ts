import type { GenericSchema } from 'valibot';

import type {
  EventDocument,
  JsonObject,
  NormalizedEvent,
  SourceEventType,
  Subject,
} from '../events/index.ts';
import type { SchemeDetection, SignatureScheme } from '../signature/index.ts';
import type { SourceOptions } from './runtime.ts';
import type { Transport } from './transport.ts';

/** A value now, or later. */
export type Awaitable<T> = T | Promise<T>;

/**
 * The vendor's own record of something that happened, kept byte for byte.
 *
 * Webhook, poll and backfill all end in this one shape, and `normalize` reads only this: so the
 * same activity by any road becomes the same event.
 */
export interface Activity {
  /**
   * The vendor's id as text, of at most 500 characters, with no NUL and no half of a surrogate pair,
   * which databases do not keep. A source without ids makes a stable one, such as a content hash.
   */
  readonly id: string;
  /** The record exactly as the vendor wrote it (UTF-8). */
  readonly raw: Uint8Array;
  /** When we first saw it: ISO 8601 in UTC. The event's timestamp where the vendor gives none. */
  readonly seenAt: string;
}

/** An HTTP request as it came in: header names in lower case, the body as raw bytes. */
export interface WebhookRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** An answer to a vendor's test call. */
export interface WebhookResponse {
  readonly status: number;
  readonly body?: string;
}

/** What a source needs to decide whether a request is authentic. */
export interface VerifyContext<Credentials> {
  /** The current credentials first, then those still valid during a rotation. */
  readonly credentials: readonly [Credentials, ...Credentials[]];
  /** The pinned scheme, or `auto` to find it. A source with a documented signature ignores it. */
  readonly scheme: SignatureScheme | 'auto';
  /**
   * What to do where the pinned scheme does not fit any more: `auto` looks for another one, as at
   * first, and gives it to be pinned instead. For a connection whose scheme was found and not
   * chosen by a person, so that a vendor who changes how it signs meets no wall of 401. It costs as
   * much as the first time, so a host bounds how often it asks for it. Left out: only the pinned
   * scheme counts.
   */
  readonly fallback?: 'auto';
  /** The time of the check: milliseconds since the Unix epoch. */
  readonly now: number;
}

/** A request that was found authentic. */
export interface Verified {
  /**
   * The scheme that matched, for the relay to pin. Absent where there is only one, and where several
   * match and a later request may tell them apart.
   */
  readonly scheme?: SignatureScheme;
  /**
   * `weak` when what matched says nothing of the activity (it covers the timestamp alone): whoever
   * has seen one such signature can send any activity with it. A host takes the request only
   * together with {@link SourceV1.confirm}, and shows the connection as `weak`. Absent when the
   * signature is about the activity.
   */
  readonly strength?: 'weak';
}

export interface ParseContext {
  /** The time of receipt: milliseconds since the Unix epoch. */
  readonly now: number;
}

export interface WebhookCapability<Credentials> {
  /**
   * How far a request's timestamp may be off, in seconds and in either direction, or `null` when
   * the vendor sends old activities on purpose, so that only the activity's id tells a repeat.
   */
  readonly toleranceSeconds: number | null;
  /**
   * True when the vendor does not say how it signs: `verify` then takes the scheme `auto`, finds
   * the one that fits, and gives it to be pinned. Absent when the signature is documented, and
   * schemes play no part.
   */
  readonly findsScheme?: true;
  /**
   * True when `parse` reads the body alone, and no header: a host may then keep the body of a
   * request that `verify` let pass, acknowledge it, and parse it later.
   */
  readonly parsesBodyAlone?: true;
  /** Answers a vendor's test call; `undefined` when the request is none. Stores nothing. */
  probe(request: WebhookRequest): WebhookResponse | undefined;
  /**
   * @throws {SignatureError} when the request is not authentic. A source that finds its scheme
   *   throws `signature_scheme_not_found`, `signature_missing` or `signature_malformed` where the
   *   request may be real all the same, as the vendor may sign in a way that nobody knows yet: a
   *   host keeps it, and asks {@link SourceV1.confirm} or a person. `signature_mismatch` is final:
   *   the scheme that was chosen, or that is documented, does not fit.
   * @throws {PayloadError} when it cannot even be read; `payload_unreadable` as in `parse`
   */
  verify(request: WebhookRequest, context: VerifyContext<Credentials>): Awaitable<Verified>;
  /**
   * Reads the activities of a request. Works on the same raw bytes as `verify` and holds nothing
   * between calls that would change an answer; what it gives is to be trusted only after `verify`.
   *
   * @throws {PayloadError} `payload_unreadable` when it looks like a webhook of this source, but
   *   its activity cannot be read: a host keeps the raw request, answers 200, and reads it again
   *   after an upgrade. Any other code when it is not a webhook of this source at all (400)
   */
  parse(request: WebhookRequest, context: ParseContext): readonly Activity[];
  /**
   * Finds out how the vendor signs, from one captured request and the account's credentials, and
   * explains it to people. For a source that finds its scheme. What it gives holds no secret.
   *
   * @throws {PayloadError} when the request is not a webhook of this source; its message says how
   *   to capture one
   */
  detect?(request: WebhookRequest, context: { readonly credentials: Credentials }): SchemeDetection;
}

/** One connection, as a source sees it when it talks to the vendor. */
export interface ConnectionContext<Credentials, Settings> {
  readonly credentials: Credentials;
  readonly settings: Settings;
  /**
   * How to reach the vendor for this connection. The host counts and limits requests per account
   * through it, and keeps a poll to the rate that the connection was given.
   */
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** What was learned about the connection, see {@link SourceV1.learn}. */
  readonly facts?: JsonObject;
}

/** What is known about a connection when an activity of it is read. */
export interface NormalizeContext {
  /**
   * As {@link SourceV1.learn} gave them last. Kept as JSON; facts that the source does not
   * understand, as from another version of it, count as none.
   */
  readonly facts?: JsonObject;
}

/** One activity as both roads brought it: what each wrote differently shows how to read the other. */
export interface SameActivity {
  /** As the webhook carried it. */
  readonly webhook: Activity;
  /** As the vendor's API lists it. */
  readonly api: Activity;
}

/** A connection whose vendor is asked whether it knows activities. */
export interface ConfirmContext<Credentials, Settings> extends ConnectionContext<
  Credentials,
  Settings
> {
  /**
   * To be told of every activity that was found in the vendor's API, with the API's own record of
   * it: so a host learns from it before it makes an event of the webhook. Where the two differ in
   * nothing that {@link SourceV1.learn} looks at, it need not be told.
   */
  readonly onFound?: (sameActivity: SameActivity) => void;
}

/** What a source learned about one connection. */
export interface Learned {
  /** All that is known now, in place of what was known before. Small: at most a few kilobytes. */
  readonly facts: JsonObject;
  /** What is new, in a sentence each, for the connection's owner. Holds no secret and no link. */
  readonly notes: readonly string[];
}

/**
 * With which of the documents that are there already a source begins to tell: with those to come,
 * with all of them, or with the one of this id. What changes afterwards it tells of all.
 */
export type PollStart = 'now' | 'beginning' | string;

/** A document that a polling source has seen, and what it wants to know of it next time. */
export interface RememberedDocument {
  /** The source's own name for it: one of each in a connection. At most 200 characters. */
  readonly key: string;
  readonly value: JsonObject;
  /** When to look at it again, in milliseconds since the Unix epoch; null when there is no need. */
  readonly dueAt: number | null;
}

/**
 * What a connection remembers of single documents. The host keeps it beside the cursor, and answers
 * in constant time: so a step costs the same whether there are ten documents or a million.
 */
export interface PollMemory {
  /** Those of these keys that are remembered, in no order. */
  get(keys: readonly string[]): Promise<readonly RememberedDocument[]>;
  /**
   * Those that are due, the longest due first.
   *
   * @param options.before milliseconds since the Unix epoch, not included
   */
  due(options: {
    readonly before: number;
    readonly limit: number;
  }): Promise<readonly RememberedDocument[]>;
}

/** A connection that is polled. */
export interface PollContext<Credentials, Settings> extends ConnectionContext<
  Credentials,
  Settings
> {
  readonly memory: PollMemory;
  readonly startFrom: PollStart;
  /** The time between two polls, in seconds. */
  readonly intervalSeconds: number;
  /**
   * True when somebody asked for this poll and waits for it: it looks at everything that may have
   * changed, and not only at what is due.
   */
  readonly requested: boolean;
}

/**
 * One step of a poll, small enough to be kept in one transaction: activities, cursor and memory
 * together, or none of it. Then the step is made again, and has to find the same.
 */
export interface PollResult {
  /** In the order in which they happened, as far as the source can know it. */
  readonly activities: readonly Activity[];
  /** Handed back at the next step or poll; opaque to the host, and kept as JSON. */
  readonly cursor: JsonObject;
  /** True when there is more to fetch now: the next step follows at once. */
  readonly more: boolean;
  /** Documents to remember from now on, each in place of what was remembered under its key. */
  readonly remember?: readonly RememberedDocument[];
  /** Keys of documents to remember no longer. */
  readonly forget?: readonly string[];
  /** How far a long walk is, for people: how many documents of how many, null while not known. */
  readonly progress?: { readonly done: number; readonly total: number | null };
  /** Every document that the vendor does not give at present, and why: a poll goes on without. */
  readonly unreadable?: readonly { readonly document: string; readonly reason: string }[];
  /** What the connection's owner should know although the poll went well, and how to fix it. */
  readonly notice?: string;
}

/** An activity as a backfill finds it. */
export interface BackfilledActivity extends Activity {
  /**
   * Where it stands among the connection's activities: a later one has a higher number. What
   * {@link SourceV1.position} says of it, where the source has that; else it counts in this walk alone.
   * A whole number.
   */
  readonly position: number;
}

/** One step of a backfill, small enough to be kept in one transaction. */
export interface BackfillStep {
  readonly activities: readonly BackfilledActivity[];
  /** Where to go on after this step; opaque to the relay, and kept in its database as JSON. */
  readonly cursor: JsonObject;
  /** How many documents were looked through so far. */
  readonly done: number;
  /** Total number of documents; null while unknown. */
  readonly total: number | null;
  /** Documents of this step that the vendor would not give, and why: a walk goes on without them. */
  readonly unreadable?: readonly { readonly document: string; readonly reason: string }[];
}

/**
 * A source plugin, version 1 of the contract.
 *
 * Required are the name, the schemas, the event types and `normalize`; every capability is
 * optional, and the relay offers what is there.
 */
export interface SourceV1<Credentials = unknown, Settings = unknown> {
  readonly specificationVersion: 'v1';
  /** Lower case with hyphens, as connections name it: `envoice`. */
  readonly name: string;
  /** The display name: `Envoice`. */
  readonly title: string;
  /**
   * What a connection must be given to talk to the vendor. Secret: encrypted at rest. What it gives
   * is kept and read again at every start, so it must read its own output unchanged.
   */
  readonly credentialsSchema: GenericSchema<unknown, Credentials>;
  /** Settings of a connection that are no secret. Kept and read again likewise. */
  readonly settingsSchema: GenericSchema<unknown, Settings>;
  readonly eventTypes: readonly SourceEventType[];
  /** What a person does at the vendor to be connected, step by step, in plain text. */
  readonly setup?: { readonly steps: readonly string[] };
  /**
   * Asks for something small, to find out whether the vendor takes the credentials.
   *
   * @throws {VendorError} when it does not, or cannot be asked
   */
  check?(context: ConnectionContext<Credentials, Settings>): Promise<void>;
  readonly webhook?: WebhookCapability<Credentials>;
  /** For a source that is polled: what an id to start from looks like. Any text where left out. */
  readonly startFromSchema?: GenericSchema<unknown, unknown>;
  /**
   * Turns an activity into events. Pure. An activity that is not known becomes
   * `activity.unknown` with all it carried: the answer is never empty.
   *
   * With other facts the same activity may become an event of another type. The host then makes a
   * new event that names the old one as corrected (`corrects` of `createEvent`), never a silent
   * change.
   *
   * @throws {PayloadError} when `activity.raw` cannot be read, which `parse` never gives
   */
  normalize(
    activity: Activity,
    context?: NormalizeContext,
  ): readonly [NormalizedEvent, ...NormalizedEvent[]];
  /**
   * Where an activity stands among those of its connection: a whole number, higher for a later one,
   * and the same by whichever road it came. Null for an activity that has none. Pure. For a source
   * whose ids rise, say: so a backfill knows what lies before a moment although the vendor's API
   * gives no dates. Left out, a backfill from a moment goes by the dates of events alone, and leaves
   * out what has none.
   */
  position?(activity: Activity): number | null;
  /**
   * What one activity, known by both roads, tells about how to read the connection's others: the
   * name of a number that a webhook carried, or a clock that is off. Pure. For a source whose roads
   * differ in what they write.
   *
   * @param options.facts what is known so far; null at first
   * @returns `undefined` when it tells nothing new
   */
  learn?(options: {
    readonly facts: JsonObject | null;
    readonly sameActivity: SameActivity;
  }): Learned | undefined;
  /**
   * Activities since a cursor, for a source without webhooks. One step: it is called again while
   * there is more. An activity that a step finds again has the id that it had before.
   *
   * @param cursor of the last step that was kept; null at the first contact
   * @throws {VendorError} when the vendor cannot be asked; then nothing of the step is kept
   */
  poll?(
    cursor: JsonObject | null,
    context: PollContext<Credentials, Settings>,
  ): Promise<PollResult>;
  /**
   * Walks the vendor's API for the activities that it knows, in steps. Their order does not matter:
   * the relay sorts what was missing by `position`.
   *
   * @param options.cursor of the last step that was kept, to go on after it; null from the start
   * @throws {VendorError}
   */
  backfill?(
    options: { readonly cursor: JsonObject | null },
    context: ConnectionContext<Credentials, Settings>,
  ): AsyncIterable<BackfillStep>;
  /**
   * Which of these activities does the vendor's API know, as they are? One answer for each, in
   * order: true, false, or `plausible` where what it is about exists, but the API cannot say
   * whether this happened to it. Handed in together so that those of one document cost one request.
   *
   * @throws {VendorError} when the vendor cannot be asked, which is no answer
   */
  confirm?(
    activities: readonly Activity[],
    context: ConfirmContext<Credentials, Settings>,
  ): Promise<readonly (boolean | 'plausible')[]>;
  /**
   * The full document of a subject, or `null` when the vendor has none.
   *
   * @throws {VendorError}
   */
  enrich?(
    subject: Subject,
    context: ConnectionContext<Credentials, Settings>,
  ): Promise<EventDocument | null>;
}

/** A source whatever its credentials: what a host that loads plugins by name holds. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each source narrows its own
export type AnySource = SourceV1<any, any>;

/** A plugin package exports its factory under this name, beside its own (`createEnvoiceSource`). */
export interface SourceModule {
  createSource(options: SourceOptions): AnySource;
}
