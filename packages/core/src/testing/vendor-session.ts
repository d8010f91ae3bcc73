import * as v from 'valibot';

import { SourceError } from '../errors/index.ts';
import type { AnySource, ConnectionContext, Transport, TransportRequest } from '../source/index.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { readCredentials } from './contract-subject.ts';
import { createFakeClock } from './fake-clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { createSourceOptions } from './source-options.ts';
import type { StandInVendor } from './vendor-options.ts';

/** A source that makes more requests than this in one case never ends. */
const maxRequests = 10_000;

/** One connection to a fresh stand-in, whose transport is controlled by the case. */
export interface VendorSession {
  readonly clock: FakeClock;
  readonly vendor: StandInVendor;
  readonly context: Omit<ConnectionContext<unknown, unknown>, 'signal'>;
  /** Every request so far, whatever became of it. */
  readonly requests: readonly TransportRequest[];
  /**
   * Puts something between the source and the vendor. It receives each request with its number from
   * now on, the first being 1, and returns the response instead of the vendor.
   */
  intercept(between: ((number: number) => Transport | undefined) | null): void;
  /** Another source of the same kind, as after a restart of the host. */
  createSource(): AnySource;
}

/** @throws {SourceError} if there is no stand-in */
export function openVendorSession(
  options: SourceContractOptions<unknown>,
  use: {
    readonly credentials?: unknown;
    readonly source?: AnySource;
    /** How far the vendor's clock is behind that of the source. Milliseconds. */
    readonly vendorBehindMs?: number;
  } = {},
): VendorSession {
  if (!options.vendor) {
    throw new SourceError('source_capability_missing', 'There is no stand-in for the vendor.');
  }
  const clock = createFakeClock();
  const createSource = () =>
    options.createSource(createSourceOptions({ now: clock.now, sleep: clock.sleep }));
  const source = createSource();
  const credentials = readCredentials({
    source,
    credentials: use.credentials ?? options.credentials,
  });
  const { vendorBehindMs = 0 } = use;
  const vendor = options.vendor({ now: () => clock.now() - vendorBehindMs, credentials });
  const requests: TransportRequest[] = [];
  let between: ((number: number) => Transport | undefined) | null = null;
  let before = 0;
  const transport: Transport = async (request) => {
    requests.push(request);
    if (requests.length > maxRequests) {
      // A turn of the event loop, so that the time limit of a test can pass if it still goes on.
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error(`It made over ${maxRequests} requests, and goes on.`);
    }
    // Like fetch: a signal aborts a request before it is sent, and while it is in flight.
    request.signal?.throwIfAborted();
    const answers = between?.(requests.length - before) ?? vendor.transport;
    const response = await answers(request);
    request.signal?.throwIfAborted();
    return response;
  };
  return {
    clock,
    vendor,
    context: {
      credentials,
      settings: v.parse(source.settingsSchema, options.settings ?? {}),
      transport,
    },
    requests,
    intercept(next) {
      between = next;
      before = requests.length;
    },
    createSource,
  };
}

/** Some of the numbers from 1 to `count`, evenly spread, including the first and the last. */
export function someOf(count: number, most = 40): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index + 1);
  const distance = (count - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => 1 + Math.round(index * distance));
}
