import type { JsonObject } from '../events/index.ts';
import type { SignatureScheme } from '../signature/index.ts';
import type { Awaitable, SourceOptions, SourceV1, WebhookRequest } from '../source/index.ts';
import type { ExpectedEvent, StandInVendor, VendorContractOptions } from './vendor-options.ts';

/** An activity as the vendor writes it, and what has to come of it. */
export interface ActivityFixture {
  /** How it is called in the names of the cases. */
  readonly name: string;
  /** Exactly as the vendor sends it, or as the source keeps it; text counts as UTF-8. */
  readonly raw: string | Uint8Array;
  /** The id that the activity has to get. */
  readonly id: string;
  /** The event that it becomes; its first, if it becomes several. */
  readonly event: ExpectedEvent;
}

/** An activity of a type that the source does not know. */
export interface UnknownActivityFixture {
  readonly raw: string | Uint8Array;
  readonly id: string;
  /** Members that have to be among the attributes of the `activity.unknown` it becomes. */
  readonly attributes: JsonObject;
}

/** What a webhook is to be made from. */
export interface SignOptions<Credentials> {
  readonly activity: Uint8Array;
  readonly credentials: Credentials;
  /** The webhook's timestamp: milliseconds since the Unix epoch. */
  readonly timestamp: number;
}

/** How the vendor sends webhooks. */
export interface WebhookContractOptions<Credentials> {
  /** Makes a webhook as the vendor would. The activity's bytes have to be in its body as they are. */
  sign(options: SignOptions<Credentials>): Awaitable<WebhookRequest>;
  /** What the relay is told to verify with at first; `auto` unless said. */
  readonly scheme?: SignatureScheme | 'auto';
}

/** What `sourceContract` has to know about a source. */
export interface SourceContractOptions<
  Credentials,
  Vendor extends StandInVendor = StandInVendor,
> extends VendorContractOptions<Credentials, Vendor> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- settings go through its schema
  createSource(options: SourceOptions): SourceV1<Credentials, any>;
  /** As a user would enter them: they go through the source's own schema first. */
  readonly credentials: unknown;
  /** Those of another account, with other secrets. */
  readonly otherCredentials: unknown;
  /** As a user would enter them; `{}` unless said. */
  readonly settings?: unknown;
  /** Every text in the two credentials that must never show, such as `sandbox-secret`. */
  readonly secrets: readonly string[];
  readonly fixtures: readonly [ActivityFixture, ...ActivityFixture[]];
  readonly unknownActivity: UnknownActivityFixture;
  /** Needed when the source offers webhooks, and only then. */
  readonly webhook?: WebhookContractOptions<Credentials>;
}
