import type { JsonObject } from '../events/index.ts';
import type { SignatureScheme } from '../signature/index.ts';
import type { Awaitable, SourceOptions, SourceV1, WebhookRequest } from '../source/index.ts';
import type {
  ExpectedActivity,
  ExpectedEvent,
  StandInVendor,
  VendorContractOptions,
} from './vendor-options.ts';

/** An activity as the vendor writes it, and its expected result. */
export interface ActivityFixture {
  /** Its name in the names of the cases. */
  readonly name: string;
  /** Exactly as the vendor sends it, or as the source stores it; text counts as UTF-8. */
  readonly raw: string | Uint8Array;
  /** The expected id of the activity. */
  readonly id: string;
  readonly event: ExpectedActivity;
  /** The expected time of the event, such as `2026-11-20T10:00:00Z`. */
  readonly timestamp?: string;
  /**
   * Members that the document of the event must have, such as `dueDate` and the `payableAmount` of
   * `totals`, as the vendor shows them: amounts that add up may still be a hundred times as large.
   * Everything that is not named may be anything.
   */
  readonly document?: JsonObject;
}

/** An activity of a type that the source does not know. */
export interface UnknownActivityFixture {
  readonly raw: string | Uint8Array;
  readonly id: string;
  /** Members expected among the attributes of the `activity.unknown` it becomes. */
  readonly attributes: JsonObject;
}

/** The input for creating a webhook. */
export interface SignOptions<Credentials> {
  readonly activity: Uint8Array;
  readonly credentials: Credentials;
  /** The webhook's timestamp: milliseconds since the Unix epoch. */
  readonly timestamp: number;
}

/** How the vendor sends webhooks. */
export interface WebhookContractOptions<Credentials> {
  /**
   * Creates a webhook as the vendor would. Its body must contain the activity's bytes unchanged.
   */
  sign(options: SignOptions<Credentials>): Awaitable<WebhookRequest>;
  /** The scheme that the relay verifies with at first; `auto` by default. */
  readonly scheme?: SignatureScheme | 'auto';
  /**
   * Bodies that look like a webhook of the vendor and whose activity cannot be read, such as a
   * truncated one: each must fail with a PayloadError `payload_unreadable`, so that it is kept.
   */
  readonly unreadable?: readonly { readonly name: string; readonly body: string | Uint8Array }[];
}

/** One activity as it arrives both ways, and what it teaches. */
export interface LearnFixture {
  readonly name: string;
  /** The `Activity` of the webhook. */
  readonly webhook: string | Uint8Array;
  /** The same activity as the API lists it, the way the source stores it. */
  readonly api: string | Uint8Array;
  readonly id: string;
  /**
   * What the webhook's activity becomes once learned; `null` if there is nothing to learn from the
   * two.
   */
  readonly event: ExpectedEvent | null;
}

/** What a source learns about a connection. */
export interface LearnContractOptions {
  readonly activities: readonly [LearnFixture, ...LearnFixture[]];
}

/** What `sourceContract` has to know about a source. */
export interface SourceContractOptions<
  Credentials,
  Vendor extends StandInVendor = StandInVendor,
> extends VendorContractOptions<Credentials, Vendor> {
  // oxlint-disable-next-line typescript/no-explicit-any -- settings go through its schema
  createSource(options: SourceOptions): SourceV1<Credentials, any>;
  /** As a user would enter them: they go through the source's own schema first. */
  readonly credentials: unknown;
  /** Those of another account, with other secrets. */
  readonly otherCredentials: unknown;
  /** As a user would enter them; `{}` by default. */
  readonly settings?: unknown;
  /** Every text in the two credentials that must never be shown, such as `sandbox-secret`. */
  readonly secrets: readonly string[];
  readonly fixtures: readonly [ActivityFixture, ...ActivityFixture[]];
  readonly unknownActivity: UnknownActivityFixture;
  /** Required if the source offers webhooks, and only then. */
  readonly webhook?: WebhookContractOptions<Credentials>;
  /** How to test its learning. */
  readonly learn?: LearnContractOptions;
}
