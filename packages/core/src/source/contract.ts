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
 * Webhook, poll and backfill all produce this one shape, and `normalize` only reads this: so the
 * same activity becomes the same event however it arrives.
 */
export interface Activity {
  /**
   * The vendor's id as text, of at most 500 characters, without NUL and lone surrogates, which
   * databases do not store. A source without ids creates a stable one, such as a content hash.
   */
  readonly id: string;
  /** The record exactly as the vendor wrote it (UTF-8). */
  readonly raw: Uint8Array;
  /** When we first saw it: ISO 8601 in UTC. The timestamp of the event if the vendor gives none. */
  readonly seenAt: string;
}

/** An HTTP request as received: header names in lower case, the body as raw bytes. */
export interface WebhookRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** A response to a vendor's test call. */
export interface WebhookResponse {
  readonly status: number;
  readonly body?: string;
}

/** What a source needs to decide whether a request is authentic. */
export interface VerifyContext<Credentials> {
  /** The current credentials first, then those still valid during a rotation. */
  readonly credentials: readonly [Credentials, ...Credentials[]];
  /** The pinned scheme, or `auto` to detect it. A source with a documented signature ignores it. */
  readonly scheme: SignatureScheme | 'auto';
  /**
   * What to do if the pinned scheme no longer matches: `auto` detects another one, as the first
   * time, and returns it to be pinned instead. For a connection whose scheme was detected rather
   * than chosen by a person, so that a vendor who changes how it signs does not hit a wall of 401s.
   * It costs as much as the first time, so a host bounds how often it asks for it. If omitted, only
   * the pinned scheme counts.
   */
  readonly fallback?: 'auto';
  /** The time of the check: milliseconds since the Unix epoch. */
  readonly now: number;
}

/** A request that was found authentic. */
export interface Verified {
  /**
   * The scheme that matched, for the relay to pin. Absent if there is only one, and if several
   * match and a later request may tell them apart.
   */
  readonly scheme?: SignatureScheme;
  /**
   * `weak` if the match does not cover the activity (only the timestamp): anyone who has seen one
   * such signature can send any activity with it. A host accepts the request only together with
   * {@link SourceV1.confirm}, and shows the connection as `weak`. Absent if the signature covers
   * the activity.
   */
  readonly strength?: 'weak';
}

export interface ParseContext {
  /** The time of receipt: milliseconds since the Unix epoch. */
  readonly now: number;
}

export interface WebhookCapability<Credentials> {
  /**
   * How far a request's timestamp may be off, in seconds and in either direction, or `null` if the
   * vendor sends old activities on purpose, so that only the activity's id identifies a repeat.
   */
  readonly toleranceSeconds: number | null;
  /**
   * True if the vendor does not document how it signs: `verify` then takes the scheme `auto`,
   * detects the matching one, and returns it to be pinned. Absent if the signature is documented,
   * and schemes play no part.
   */
  readonly findsScheme?: true;
  /**
   * True if `parse` only reads the body, and no header: a host may then keep the body of a request
   * that `verify` accepted, acknowledge it, and parse it later.
   */
  readonly parsesBodyAlone?: true;
  /** Answers a vendor's test call; `undefined` if the request is not one. Stores nothing. */
  probe(request: WebhookRequest): WebhookResponse | undefined;
  /**
   * @throws {SignatureError} if the request is not authentic. A source that detects its scheme
   *   throws `signature_scheme_not_found`, `signature_missing` or `signature_malformed` if the
   *   request may be authentic all the same, as the vendor may sign in an unknown way: a host keeps
   *   it, and asks {@link SourceV1.confirm} or a person. `signature_mismatch` is final: the scheme
   *   that was chosen, or that is documented, does not match.
   * @throws {PayloadError} if it cannot even be read; `payload_unreadable` as in `parse`
   */
  verify(request: WebhookRequest, context: VerifyContext<Credentials>): Awaitable<Verified>;
  /**
   * Parses the activities of a request. Works on the same raw bytes as `verify` and keeps no state
   * between calls that would change a result; its result may only be trusted after `verify`.
   *
   * @throws {PayloadError} `payload_unreadable` if it looks like a webhook of this source, but its
   *   activity cannot be read: a host keeps the raw request, responds 200, and reads it again after
   *   an upgrade. Any other code if it is not a webhook of this source at all (400)
   */
  parse(request: WebhookRequest, context: ParseContext): readonly Activity[];
  /**
   * Detects how the vendor signs, from one captured request and the account's credentials, and
   * explains it to people. For a source that detects its scheme. The result contains no secret.
   *
   * @throws {PayloadError} if the request is not a webhook of this source; its message says how to
   *   capture one
   */
  detect?(request: WebhookRequest, context: { readonly credentials: Credentials }): SchemeDetection;
}

/** One connection, as a source sees it when it calls the vendor. */
export interface ConnectionContext<Credentials, Settings> {
  readonly credentials: Credentials;
  readonly settings: Settings;
  /**
   * The transport to the vendor for this connection. The host counts and limits requests per
   * account through it, and keeps a poll to the configured rate of the connection.
   */
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** What was learned about the connection, see {@link SourceV1.learn}. */
  readonly facts?: JsonObject;
}

/** What is known about a connection when one of its activities is read. */
export interface NormalizeContext {
  /**
   * As {@link SourceV1.learn} last returned them. Stored as JSON; facts that the source does not
   * understand, for example from another version of it, count as none.
   */
  readonly facts?: JsonObject;
}

/** One activity as it arrived both ways: their differences show how to read either. */
export interface SameActivity {
  /** As the webhook contained it. */
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
   * To be called with every activity that was found in the vendor's API, and the API's own record
   * of it: so a host learns from it before it creates an event from the webhook. Not required if
   * the two do not differ in anything that {@link SourceV1.learn} looks at.
   */
  readonly onFound?: (sameActivity: SameActivity) => void;
}

/** What a source learned about one connection. */
export interface Learned {
  /** Everything known now, replacing what was known before. At most a few kilobytes. */
  readonly facts: JsonObject;
  /** What is new, one sentence each, for the connection's owner. Contains no secret and no link. */
  readonly notes: readonly string[];
}

/**
 * Which existing documents a source starts with: none, all, or those from this id onward. Later
 * changes are reported for all of them.
 */
export type PollStart = 'now' | 'beginning' | string;

/** A document that a polling source has seen, and what it wants to know about it next time. */
export interface RememberedDocument {
  /** The source's own name for it, unique within a connection. At most 200 characters. */
  readonly key: string;
  readonly value: JsonObject;
  /** When to check it again, in milliseconds since the Unix epoch; null if there is no need. */
  readonly dueAt: number | null;
}

/**
 * What a connection remembers about single documents. The host stores it beside the cursor, with
 * constant-time lookups: so a step costs the same whether there are ten documents or a million.
 */
export interface PollMemory {
  /** Those of these keys that are remembered, in no order. */
  get(keys: readonly string[]): Promise<readonly RememberedDocument[]>;
  /**
   * Those that are due, longest due first.
   *
   * @param options.before milliseconds since the Unix epoch, exclusive
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
   * True if somebody requested this poll and waits for it: it checks everything that may have
   * changed, and not only what is due.
   */
  readonly requested: boolean;
}

/**
 * One step of a poll, small enough to be stored in one transaction: activities, cursor and memory
 * together, or nothing. In the latter case the step is repeated, and must find the same.
 */
export interface PollResult {
  /** In the order in which they happened, as far as the source can know it. */
  readonly activities: readonly Activity[];
  /** Passed back at the next step or poll; opaque to the host, and stored as JSON. */
  readonly cursor: JsonObject;
  /** True if there is more to fetch now: the next step follows immediately. */
  readonly more: boolean;
  /** Documents to remember from now on, each replacing what was remembered under its key. */
  readonly remember?: readonly RememberedDocument[];
  /** Keys of documents to forget. */
  readonly forget?: readonly string[];
  /** The progress of a long scan: how many documents of how many, null while unknown. */
  readonly progress?: { readonly done: number; readonly total: number | null };
  /** Documents that the vendor currently fails to return, and why: a poll continues without. */
  readonly unreadable?: readonly { readonly document: string; readonly reason: string }[];
  /** What the connection's owner should know although the poll succeeded, and how to fix it. */
  readonly notice?: string;
}

/** An activity as found by a backfill. */
export interface BackfilledActivity extends Activity {
  /**
   * Its position among the connection's activities: a later one has a higher number. The result of
   * {@link SourceV1.position}, if the source has that; otherwise it only counts within this scan.
   * An integer.
   */
  readonly position: number;
}

/** One step of a backfill, small enough to be stored in one transaction. */
export interface BackfillStep {
  readonly activities: readonly BackfilledActivity[];
  /** Where to continue after this step; opaque to the relay, and stored in its database as JSON. */
  readonly cursor: JsonObject;
  /** How many documents have been read so far. */
  readonly done: number;
  /** Total number of documents; null while unknown. */
  readonly total: number | null;
  /** Documents of this step that the vendor failed to return, and why: a scan continues without. */
  readonly unreadable?: readonly { readonly document: string; readonly reason: string }[];
}

/**
 * A source plugin, version 1 of the contract.
 *
 * Required are the name, the schemas, the event types and `normalize`; every capability is
 * optional, and the relay uses what is there.
 */
export interface SourceV1<Credentials = unknown, Settings = unknown> {
  readonly specificationVersion: 'v1';
  /** Lower case with hyphens, as used in connections: `envoice`. */
  readonly name: string;
  /** The display name: `Envoice`. */
  readonly title: string;
  /**
   * What a connection needs to call the vendor. Secret: encrypted at rest. Its output is stored and
   * validated again at every start, so it must accept its own output unchanged.
   */
  readonly credentialsSchema: GenericSchema<unknown, Credentials>;
  /** Non-secret settings of a connection. Stored and validated again likewise. */
  readonly settingsSchema: GenericSchema<unknown, Settings>;
  readonly eventTypes: readonly SourceEventType[];
  /** How to set it up at the vendor, step by step, in plain text. */
  readonly setup?: { readonly steps: readonly string[] };
  /**
   * Makes a small request, to find out whether the vendor accepts the credentials.
   *
   * @throws {VendorError} if it does not, or cannot be reached
   */
  check?(context: ConnectionContext<Credentials, Settings>): Promise<void>;
  readonly webhook?: WebhookCapability<Credentials>;
  /** For a source that is polled: the format of an id to start from. Any text if omitted. */
  readonly startFromSchema?: GenericSchema<unknown, unknown>;
  /**
   * Turns an activity into events. Pure. An unknown activity becomes `activity.unknown` with
   * everything it contains: the result is never empty.
   *
   * With other facts the same activity may become an event of another type. The host then creates a
   * new event that names the old one as corrected (`corrects` of `createEvent`), never a silent
   * change.
   *
   * @throws {PayloadError} if `activity.raw` cannot be read, which `parse` never returns
   */
  normalize(
    activity: Activity,
    context?: NormalizeContext,
  ): readonly [NormalizedEvent, ...NormalizedEvent[]];
  /**
   * The position of an activity among those of its connection: an integer, higher for a later one,
   * and the same however it arrived. Null for an activity that has none. Pure. For sources with
   * increasing ids, for example: so a backfill knows what precedes a given time although the
   * vendor's API gives no dates. If omitted, a backfill from a given time only goes by the dates of
   * events, and skips those without.
   */
  position?(activity: Activity): number | null;
  /**
   * What one activity that arrived both ways shows about how to read the connection's others: the
   * meaning of a number that a webhook contained, or a clock that is off. Pure. For a source whose
   * webhooks and API differ in what they write.
   *
   * @param options.facts what is known so far; null at first
   * @returns `undefined` if it shows nothing new
   */
  learn?(options: {
    readonly facts: JsonObject | null;
    readonly sameActivity: SameActivity;
  }): Learned | undefined;
  /**
   * Activities since a cursor, for what the vendor does not report by webhook. One step: it is
   * called again while there is more. An activity that a step finds again has the same id as
   * before.
   *
   * @param cursor of the last stored step; null at the first contact
   * @throws {VendorError} if the vendor cannot be reached; then nothing of the step is stored
   */
  poll?(
    cursor: JsonObject | null,
    context: PollContext<Credentials, Settings>,
  ): Promise<PollResult>;
  /**
   * Scans the vendor's API for the activities that it knows, in steps. Their order does not matter:
   * the relay sorts the missing ones by `position`.
   *
   * @param options.cursor of the last stored step, to continue after it; null from the start
   * @throws {VendorError}
   */
  backfill?(
    options: { readonly cursor: JsonObject | null },
    context: ConnectionContext<Credentials, Settings>,
  ): AsyncIterable<BackfillStep>;
  /**
   * Which of these activities the vendor's API knows, as they are. One result for each, in order:
   * true, false, or `plausible` if what it is about exists, but the API cannot say whether this
   * happened to it. Passed together so that those of one document cost one request.
   *
   * @throws {VendorError} if the vendor cannot be reached, which is not a verdict
   */
  confirm?(
    activities: readonly Activity[],
    context: ConfirmContext<Credentials, Settings>,
  ): Promise<readonly (boolean | 'plausible')[]>;
  /**
   * The full document of a subject, or `null` if the vendor has none.
   *
   * @throws {VendorError}
   */
  enrich?(
    subject: Subject,
    context: ConnectionContext<Credentials, Settings>,
  ): Promise<EventDocument | null>;
}

/** A source whatever its credentials: the type for a host that loads plugins by name. */
// oxlint-disable-next-line typescript/no-explicit-any -- each source narrows its own
export type AnySource = SourceV1<any, any>;

/**
 * A plugin package exports its factory under this name, besides its own (`createEnvoiceSource`).
 */
export interface SourceModule {
  createSource(options: SourceOptions): AnySource;
}
