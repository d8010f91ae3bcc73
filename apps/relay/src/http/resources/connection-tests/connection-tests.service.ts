import { VendorError } from '@invoice-relay/core/errors';
import type { Transport } from '@invoice-relay/core/source';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import { ConnectionStore } from '../../../database/stores/connection-store.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK, LOGGER, VENDOR_TRANSPORT } from '../../../shared/tokens.ts';
import { asVendorError } from '../../../upstream/access/vendor-gate.ts';
import { pluginFault } from '../../../pipeline/log/read-activity.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { invalid, ProblemError, RequestWindows } from '../../index.ts';
import { namedAccount } from '../connections/named-account.ts';
import type { ConnectionTestView, TestConnection } from './connection-tests.schemas.ts';

/** Somebody is waiting for the response. Milliseconds. */
const longestMs = 15_000;

/** Shared by all callers, as each test contacts a host that the caller names. */
const limit = { max: 30, windowMs: 60_000 };

/**
 * Tests credentials with their vendor, by the same path as every request to vendors: only at
 * allowed addresses. The result is in our own words, as whatever listens at such an address may not
 * be the vendor.
 */
@Injectable()
export class ConnectionTestsService {
  readonly #windows: RequestWindows;

  constructor(
    private readonly sources: SourceRegistry,
    private readonly connections: ConnectionStore,
    @Inject(VENDOR_TRANSPORT) private readonly transport: Transport,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#windows = new RequestWindows({ limit, clock });
  }

  /** @throws {ProblemError} 400, 404, 409 if the source is not loaded, 429 */
  async test(body: TestConnection): Promise<ConnectionTestView> {
    const { source, credentials, settings } = await namedAccount({
      connectionId: body.connectionId,
      source: body.source,
      configuration: { credentials: body.credentials, settings: body.settings ?? {} },
      sources: this.sources,
      connections: this.connections,
    });
    if (source.check === undefined) {
      throw invalid([
        {
          path: body.connectionId === undefined ? 'source' : 'connectionId',
          message: `The source "${source.name}" cannot test credentials: create the connection, and check its health`,
        },
      ]);
    }
    this.#countOne();
    const ended = new AbortController();
    const cancel = this.clock.after(longestMs, () => ended.abort());
    const { signal } = ended;
    // A plugin may ignore the signal.
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    signal.addEventListener('abort', () => reject(signal.reason));
    try {
      const checked = source.check({
        credentials,
        settings,
        signal,
        transport: (request) => this.transport({ signal, ...request }),
      });
      await Promise.race([checked, tooLate]);
      return { ok: true, message: `${source.title} accepts these credentials.` };
    } catch (error) {
      const problem = signal.aborted
        ? new VendorError('vendor_unreachable', 'The vendor did not respond in time.')
        : asVendorError(error);
      const isFault = !(signal.aborted || error instanceof VendorError);
      this.logger[isFault ? 'warn' : 'info'](
        {
          source: source.name,
          code: problem.code,
          ...(isFault
            ? { reason: pluginFault(error, { source: source.name, doing: 'check' }) }
            : {}),
        },
        'connection test failed',
      );
      return { ok: false, message: wordsFor(problem, source.title) };
    } finally {
      cancel();
    }
  }

  #countOne(): void {
    const retryAfter = this.#windows.count('');
    if (retryAfter === undefined) return;
    throw new ProblemError({
      status: 429,
      code: 'too_many_connection_tests',
      detail: `At most ${limit.max} connection tests a minute are allowed. Try again shortly.`,
      headers: { 'retry-after': String(retryAfter) },
    });
  }
}

/** In our own words: those of an error may repeat what an unknown host responded. */
function wordsFor({ code, status }: VendorError, title: string): string {
  const answered = status === null ? '' : ` (HTTP ${status})`;
  // What is asked for always exists.
  if (status === 404 || code === 'vendor_not_found') {
    return `There is no ${title} API at this address${answered}. Check the base URL.`;
  }
  switch (code) {
    case 'vendor_unauthorized':
      return `${title} rejects these credentials${answered}. Check each of them, and that they have permission to read invoices.`;
    case 'vendor_unreachable':
      return `${title} cannot be reached. Check the address, and that this machine can connect to it.`;
    case 'vendor_rate_limited':
      return `${title} asks for fewer requests${answered}. Try again in a few minutes.`;
    case 'vendor_refused':
      return `The request was refused${answered}: check the address, and RELAY_VENDOR_PRIVATE_NETWORKS if it is in a private network.`;
    default:
      return `The server at this address does not respond like ${title}${answered}. Check the base URL, or try again later.`;
  }
}
