import type { JsonObject, SourceEventType, Subject } from '../events/index.ts';
import type { Awaitable, Transport } from '../source/index.ts';

/**
 * The vendor's API, simulated in memory and with its own state. A test may add members, with which
 * `make` changes it. It need not simulate failures: the suite does.
 */
export interface StandInVendor {
  readonly transport: Transport;
}

/** What a stand-in is created with. */
export interface VendorRuntime<Credentials> {
  /** The clock of the case, in milliseconds since the Unix epoch: what the vendor stamps with. */
  readonly now: () => number;
  /** Those that it accepts, as parsed by the source. */
  readonly credentials: Credentials;
}

export interface ExpectedEvent {
  readonly type: SourceEventType;
  readonly subject: Subject | null;
}

/** The event that an activity becomes; a list if it becomes several. */
export type ExpectedActivity = ExpectedEvent | readonly [ExpectedEvent, ...ExpectedEvent[]];

/** Something that happens at the vendor, and what must be reported. */
export interface PollChange<Vendor> {
  /** Its name in the name of its case. */
  readonly name: string;
  make(vendor: Vendor): Awaitable<void>;
  /** What it becomes, in order: an empty list if nothing is to be reported. */
  readonly activities: readonly ExpectedActivity[];
  /**
   * How long scheduled polls may take to notice, in seconds; one interval by default. A requested
   * poll notices immediately.
   */
  readonly withinSeconds?: number;
}

/** How a source is polled, and what it must find. */
export interface PollContractOptions<Vendor> {
  /**
   * What is reported for the documents of a fresh stand-in from `beginning`, in order. At least
   * one.
   */
  readonly documents: readonly ExpectedActivity[];
  /** Each is made to a fresh stand-in, and once more after those before it. */
  readonly changes: readonly [PollChange<Vendor>, ...PollChange<Vendor>[]];
  /** What is reported when starting from the document with this id. Not tested by default. */
  readonly startFrom?: { readonly id: string; readonly documents: readonly ExpectedActivity[] };
  /** Between two polls, in seconds; 300 by default. */
  readonly intervalSeconds?: number;
  /**
   * The maximum number of requests of a poll if nothing has changed; fewer than at first by
   * default.
   */
  readonly idleRequests?: number;
  /** The maximum number of steps of one poll; 100 by default. */
  readonly maxSteps?: number;
}

/** What `enrich` must return. */
export interface EnrichContractOptions {
  readonly subjects: readonly [
    {
      readonly subject: Subject;
      /**
       * Members that the document must have, such as `id`, `currency` and the `payableAmount` of
       * `totals`. Everything that is not named may be anything.
       */
      readonly members: JsonObject;
    },
    ...{ readonly subject: Subject; readonly members: JsonObject }[],
  ];
  /** Subjects for which the stand-in has no document. */
  readonly absent: readonly [Subject, ...Subject[]];
}

/** An activity to confirm, and the expected result. */
export interface ConfirmFixture {
  readonly name: string;
  readonly raw: string | Uint8Array;
  readonly id: string;
  readonly answer: boolean | 'plausible';
}

/** What `confirm` must return; at least one known activity, and one unknown. */
export interface ConfirmContractOptions {
  readonly activities: readonly [ConfirmFixture, ConfirmFixture, ...ConfirmFixture[]];
}

/** What `backfill` must find. */
export interface BackfillContractOptions {
  /**
   * Every activity that the API of a fresh stand-in knows, in the order in which they happened. At
   * least one.
   */
  readonly activities: readonly { readonly id: string; readonly event: ExpectedActivity }[];
  /** The maximum number of steps of a whole scan; 100 by default. */
  readonly maxSteps?: number;
}

/** How a source is tested where it needs its vendor. */
export interface VendorContractOptions<Credentials, Vendor extends StandInVendor> {
  /** Creates a fresh stand-in. Required for what follows. */
  vendor?(runtime: VendorRuntime<Credentials>): Vendor;
  /** Required if the source offers `poll`, and only then. */
  readonly poll?: PollContractOptions<Vendor>;
  /** For a source that offers it; skipped by default. Likewise the following. */
  readonly enrich?: EnrichContractOptions;
  readonly confirm?: ConfirmContractOptions;
  readonly backfill?: BackfillContractOptions;
}
