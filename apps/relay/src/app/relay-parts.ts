import type { Transport } from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import type { Vault } from '../database/vault/vault.ts';
import type { RelayConfig } from '../operations/config/config.ts';
import type { Tracer } from '../operations/tracing/tracer.ts';
import type { DeliverySender } from '../pipeline/send/sender.ts';
import type { Clock } from '../shared/clock/clock.ts';
import type { SourceRegistry } from '../sources/source-registry.ts';
import type { Storage } from './storage.ts';

/** The parts of the relay, opened and checked before Nest assembles them. */
export interface RelayParts {
  readonly config: RelayConfig;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly vault: Vault;
  readonly sources: SourceRegistry;
  readonly sender: DeliverySender;
  /** Access to vendors' APIs. */
  readonly vendorTransport: Transport;
  readonly logger: Logger;
  readonly tracer: Tracer;
}
