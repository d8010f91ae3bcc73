import type { JsonObject, SourceEventType, Subject } from '../events/index.ts';
import type { Awaitable, Transport } from '../source/index.ts';

/**
 * The vendor's API, played in memory and with state of its own. A test may give it members more,
 * by which `make` changes it. It need not play trouble: the suite does.
 */
export interface StandInVendor {
  readonly transport: Transport;
}

/** What a stand-in is made with. */
export interface VendorRuntime<Credentials> {
  /** The clock of the case, in milliseconds since the Unix epoch: what the vendor stamps with. */
  readonly now: () => number;
  /** Those that it accepts, as the source reads them. */
  readonly credentials: Credentials;
}

export interface ExpectedEvent {
  readonly type: SourceEventType;
  readonly subject: Subject | null;
}

/** The event that an activity becomes; a list where it becomes several. */
export type ExpectedActivity = ExpectedEvent | readonly [ExpectedEvent, ...ExpectedEvent[]];

/** Something that happens at the vendor, and what has to be told of it. */
export interface PollChange<Vendor> {
  /** How it is called in the name of its case. */
  readonly name: string;
  make(vendor: Vendor): Awaitable<void>;
  /** What becomes of it, in order: an empty list where it is nothing to tell. */
  readonly activities: readonly ExpectedActivity[];
  /**
   * How long polls on schedule may take to notice, in seconds; one interval unless said. A poll
   * that somebody asked for notices at once.
   */
  readonly withinSeconds?: number;
}

/** How a source is polled, and what it has to find. */
export interface PollContractOptions<Vendor> {
  /** What is told of the documents of a fresh stand-in from `beginning`, in order. One at least. */
  readonly documents: readonly ExpectedActivity[];
  /** Each is made of a fresh stand-in, and once more after those before it. */
  readonly changes: readonly [PollChange<Vendor>, ...PollChange<Vendor>[]];
  /** What is told when it starts from the document of this id. Not tried unless said. */
  readonly startFrom?: { readonly id: string; readonly documents: readonly ExpectedActivity[] };
  /** Between two polls, in seconds; 300 unless said. */
  readonly intervalSeconds?: number;
  /** The most requests of a poll when nothing has changed; fewer than at first unless said. */
  readonly idleRequests?: number;
  /** The most steps of one poll; 100 unless said. */
  readonly maxSteps?: number;
}

/** What `enrich` has to give. */
export interface EnrichContractOptions {
  readonly subjects: readonly [
    {
      readonly subject: Subject;
      /** Members that the document has to have, such as `id`, `number` and `currency`. */
      readonly members: JsonObject;
    },
    ...{ readonly subject: Subject; readonly members: JsonObject }[],
  ];
  /** Subjects of which the stand-in has no document. */
  readonly absent: readonly [Subject, ...Subject[]];
}

/** An activity to confirm, and the answer that is due. */
export interface ConfirmFixture {
  readonly name: string;
  readonly raw: string | Uint8Array;
  readonly id: string;
  readonly answer: boolean | 'plausible';
}

/** What `confirm` has to answer; at least one activity that is known, and one that is not. */
export interface ConfirmContractOptions {
  readonly activities: readonly [ConfirmFixture, ConfirmFixture, ...ConfirmFixture[]];
}

/** What `backfill` has to find. */
export interface BackfillContractOptions {
  /**
   * Every activity that the API of a fresh stand-in knows, in the order in which they happened. One
   * at least.
   */
  readonly activities: readonly { readonly id: string; readonly event: ExpectedEvent }[];
  /** The most steps of a whole walk; 100 unless said. */
  readonly maxSteps?: number;
}

/** What a source is tried with where it needs its vendor. */
export interface VendorContractOptions<Credentials, Vendor extends StandInVendor> {
  /** Makes a fresh stand-in. Needed for what follows. */
  vendor?(runtime: VendorRuntime<Credentials>): Vendor;
  /** Needed when the source offers `poll`, and only then. */
  readonly poll?: PollContractOptions<Vendor>;
  /** For a source that offers it; it is left out unless said. So are the following. */
  readonly enrich?: EnrichContractOptions;
  readonly confirm?: ConfirmContractOptions;
  readonly backfill?: BackfillContractOptions;
}
