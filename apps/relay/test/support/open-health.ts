import type { Database } from '../../src/database/database.ts';
import { EmbeddedDeliveryQueue } from '../../src/pipeline/lanes/embedded-delivery-queue.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import type { Clock } from '../../src/shared/clock/clock.ts';
import { VendorHealth } from '../../src/upstream/health/vendor-health.ts';

/** Tracks vendor health on a database, without the rest of the relay. */
export function openHealth(options: {
  readonly database: Database;
  readonly clock: Clock;
}): VendorHealth {
  const { database, clock } = options;
  const log = new OperationalLog({ database, queue: new EmbeddedDeliveryQueue({ database }) });
  return new VendorHealth({ database, log, limits: { afterMs: 300_000 }, clock });
}
