import { VendorError } from '@invoice-relay/core/errors';
import type { AnySource, Transport } from '@invoice-relay/core/source';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import { checkConfiguration } from '../../../database/stores/configuration.ts';
import { ConnectionStore } from '../../../database/stores/connection-store.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK, LOGGER, VENDOR_TRANSPORT } from '../../../shared/tokens.ts';
import { asVendorError } from '../../../upstream/access/index.ts';
import { pluginFault } from '../../../pipeline/log/read-activity.ts';
import { SourceRegistry } from '../../../sources/source-registry.ts';
import { conflict, invalid, notFound, ProblemError } from '../../index.ts';
import type { ConnectionTestView, TestConnection } from './connection-tests.schemas.ts';

/** Somebody waits for the answer. Milliseconds. */
const longestMs = 15_000;

/** Each asks a host that the caller names: so many in a minute, for all callers. */
const mostPerMinute = 30;
const minuteMs = 60_000;

interface Account {
  readonly source: AnySource;
  readonly credentials: unknown;
  readonly settings: unknown;
}

/**
 * Tries credentials at their vendor, by the way that every request to vendors goes: at addresses
 * that are allowed alone. What it answers is in words of its own, as what stands at such an address
 * may be no vendor.
 */
@Injectable()
export class ConnectionTestsService {
  #tests: number[] = [];

  constructor(
    private readonly sources: SourceRegistry,
    private readonly connections: ConnectionStore,
    @Inject(VENDOR_TRANSPORT) private readonly transport: Transport,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws {ProblemError} 400, 404, 409 when the source is not loaded, 429 */
  async test(body: TestConnection): Promise<ConnectionTestView> {
    const { source, credentials, settings } = await this.#accountOf(body);
    if (source.check === undefined) {
      throw invalid([
        {
          path: body.connectionId === undefined ? 'source' : 'connectionId',
          message: `The source "${source.name}" cannot try credentials: make the connection, and see how it does`,
        },
      ]);
    }
    this.#count();
    const ended = new AbortController();
    const cancel = this.clock.after(longestMs, () => ended.abort());
    const { signal } = ended;
    // A plugin may not heed the signal.
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
      return { ok: true, message: `${source.title} takes these credentials.` };
    } catch (error) {
      const problem = signal.aborted
        ? new VendorError('vendor_unreachable', 'No answer came in time.')
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
        'a connection test failed',
      );
      return { ok: false, message: wordsFor(problem, source.title) };
    } finally {
      cancel();
    }
  }

  async #accountOf(body: TestConnection): Promise<Account> {
    const { connectionId } = body;
    if (connectionId === undefined) return this.#givenAccount(body);
    const connection = await this.connections.findForVendor(connectionId);
    if (connection === undefined) throw notFound('connection', connectionId);
    const source = this.sources.get(connection.source);
    if (source === undefined) {
      throw conflict(
        'source_not_loaded',
        `The relay runs without the source "${connection.source}" at present: add its package to RELAY_SOURCES and start again.`,
      );
    }
    return { source, credentials: connection.credentials, settings: connection.settings };
  }

  #givenAccount({ source: name = '', credentials }: TestConnection): Account {
    const source = this.sources.get(name);
    if (source === undefined) {
      const names = this.sources.all().map((one) => `"${one.name}"`);
      const message = `must be a source that this relay has: ${names.join(', ')}`;
      throw invalid([{ path: 'source', message }]);
    }
    const checked = checkConfiguration({ source, configuration: { credentials, settings: {} } });
    return { source, credentials: checked.credentials, settings: checked.settings };
  }

  #count(): void {
    const now = this.clock.now();
    // What lies ahead was counted by a clock that was.
    this.#tests = this.#tests.filter((at) => at > now - minuteMs && at <= now);
    const [first = now] = this.#tests;
    if (this.#tests.length >= mostPerMinute) {
      throw new ProblemError({
        status: 429,
        code: 'too_many_connection_tests',
        detail: `At most ${mostPerMinute} connection tests in a minute. Try it again a little later.`,
        headers: {
          'retry-after': String(Math.max(1, Math.ceil((first + minuteMs - now) / 1_000))),
        },
      });
    }
    this.#tests.push(now);
  }
}

/** In words of ours: those of an error may repeat what an unknown host answered. */
function wordsFor({ code, status }: VendorError, title: string): string {
  const answered = status === null ? '' : ` (HTTP ${status})`;
  switch (code) {
    case 'vendor_unauthorized':
      return `${title} refuses these credentials${answered}. Check each of them, and that they may read invoices.`;
    case 'vendor_unreachable':
      return `${title} cannot be reached. Check the address, and that this machine can reach it.`;
    case 'vendor_rate_limited':
      return `${title} asks for fewer requests${answered}. Try it again in a few minutes.`;
    case 'vendor_not_found':
      return `There is no API of ${title} at this address${answered}. Check the base URL.`;
    case 'vendor_refused':
      return `The request was refused${answered}: check the address, and RELAY_VENDOR_PRIVATE_NETWORKS if it is in a private network.`;
    default:
      return `What answers at this address does not answer as ${title} does${answered}. Check the base URL, or try it again later.`;
  }
}
