import { VendorError } from '@invoice-relay/core/errors';
import type { AnySource, ConnectionContext, Transport } from '@invoice-relay/core/source';

import { isStorageFailure } from '../../database/storage-failure.ts';
import { lacksKey } from '../../database/vault/vault.ts';
import type { ConnectionStore, VendorConnection } from '../../database/stores/connection-store.ts';
import type { JobLeadership } from '../../jobs/job-runner.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import { asVendorError } from './vendor-gate.ts';
import type { VendorGate, VendorPurpose } from './vendor-gate.ts';

/** A connection's source, and the context for requests to its vendor. */
export interface VendorSession {
  readonly source: AnySource;
  readonly context: ConnectionContext<unknown, unknown>;
  /** Whether its events are to contain the document that they are about. */
  readonly enrich: boolean;
  /**
   * Converts what its source threw into a failure of its vendor. If the relay could not send a
   * request because its own database failed, it returns that error: a source cannot tell it from an
   * unreachable vendor.
   */
  failureOf(error: unknown): unknown;
}

/** This process led when it sent the request, and no longer does: the work is aborted as well. */
class NotLeadingError extends Error {
  readonly code = 'not_leading';
  override readonly name = 'NotLeadingError';
}

/** Opens access to a connection's vendor: with its credentials, through the gate. */
export class VendorAccess {
  readonly #connections: Pick<ConnectionStore, 'findForVendor'>;
  readonly #sources: SourceRegistry;
  readonly #gate: VendorGate;
  readonly #leadership: Pick<JobLeadership, 'stillLeads'> | undefined;

  constructor(options: {
    readonly connections: Pick<ConnectionStore, 'findForVendor'>;
    readonly sources: SourceRegistry;
    readonly gate: VendorGate;
    /** With several processes, the gates of others do not count the requests of this one. */
    readonly leadership?: Pick<JobLeadership, 'stillLeads'> | undefined;
  }) {
    this.#connections = options.connections;
    this.#sources = options.sources;
    this.#gate = options.gate;
    this.#leadership = options.leadership;
  }

  async #mustLead(): Promise<void> {
    if (this.#leadership === undefined || (await this.#leadership.stillLeads())) return;
    throw new NotLeadingError('Another process is polling vendors now.');
  }

  /** The credentials of a connection that was deleted in the meantime are not used. */
  async #mustExist(connectionId: string): Promise<void> {
    if ((await this.#connections.findForVendor(connectionId)) !== undefined) return;
    throw new VendorError('vendor_unauthorized', 'The connection was deleted.');
  }

  /**
   * @throws {VendorError} if what is stored of it cannot be read: only this connection is affected
   */
  async #find(connectionId: string): Promise<VendorConnection | undefined> {
    try {
      return await this.#connections.findForVendor(connectionId);
    } catch (cause) {
      if (isStorageFailure(cause) || lacksKey(cause)) throw cause;
      throw new VendorError(
        'vendor_unauthorized',
        'The relay cannot read the credentials or settings that it stored for this connection: set them again.',
        { cause },
      );
    }
  }

  /**
   * @returns undefined if the connection is deleted, or its source is not loaded
   * @throws {VendorError} if what is stored of it cannot be read
   */
  async open(options: {
    readonly connectionId: string;
    readonly purpose: VendorPurpose;
    readonly signal: AbortSignal;
  }): Promise<VendorSession | undefined> {
    const { connectionId, purpose, signal } = options;
    const connection = await this.#find(connectionId);
    if (connection === undefined) return undefined;
    const source = this.#sources.get(connection.source);
    if (source === undefined) return undefined;
    /** Why requests could not be sent, unless the source retried them: it may send several at once. */
    const ownFailures = new Map<string, unknown>();
    const transportOf = (request: string): Transport =>
      this.#gate.transportFor({
        connectionId,
        purpose,
        signal,
        permit: async () => {
          try {
            await this.#mustLead();
            await this.#mustExist(connectionId);
            ownFailures.delete(request);
          } catch (error) {
            if (!(error instanceof VendorError)) ownFailures.set(request, error);
            throw error;
          }
        },
      });
    return {
      source,
      enrich: connection.enrich,
      failureOf(error) {
        const [ownFailure] = ownFailures.values();
        return ownFailure ?? (isStorageFailure(error) ? error : asVendorError(error));
      },
      context: {
        credentials: connection.credentials,
        settings: connection.settings,
        transport: (request) => transportOf(`${request.method} ${request.url}`)(request),
        signal,
        ...(connection.facts === null ? {} : { facts: connection.facts }),
      },
    };
  }
}
