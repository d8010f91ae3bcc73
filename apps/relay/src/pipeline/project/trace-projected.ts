import type { Tracer } from '../../operations/tracing/tracer.ts';
import type { Projected } from './projected.ts';

/**
 * Creates a span for each traced request of a projected batch, in the process's main thread, so
 * that the projector's thread need not load the SDK. A batch is one transaction, so its requests
 * take as long as it does.
 *
 * @param options.now when the batch was done, in epoch milliseconds
 */
export function traceProjected(options: {
  readonly tracer: Tracer;
  readonly projected: Projected;
  readonly now: number;
}): void {
  const { tracer, projected, now } = options;
  const { size, durationMs, traced } = projected;
  for (const { trace, connectionId, source, eventIds, duplicates, quarantined } of traced) {
    tracer
      .start('project', {
        parent: trace,
        at: now - durationMs,
        attributes: {
          'invoice_relay.connection.id': connectionId,
          'invoice_relay.source': source,
          'invoice_relay.batch.size': size,
          'invoice_relay.events': eventIds.length,
          'invoice_relay.outcome': outcomeOf({ events: eventIds.length, duplicates, quarantined }),
          ...(eventIds[0] === undefined ? {} : { 'invoice_relay.event.id': eventIds[0] }),
        },
      })
      .end({ at: now });
  }
}

function outcomeOf(made: {
  readonly events: number;
  readonly duplicates: number;
  readonly quarantined: number;
}): string {
  if (made.quarantined > 0) return 'quarantined';
  return made.events === 0 && made.duplicates > 0 ? 'duplicate' : 'accepted';
}
