import type { NamedConnection, VendorHealth } from '../../database/tables/connection-health.ts';
import type { NewOperationalEvent } from './new-operational-event.ts';
import { isoTime } from '../../shared/clock/iso-time.ts';

/** Only failures came back from the vendor's API for a while. */
export function connectionFailing(
  connection: NamedConnection,
  options: { readonly health: VendorHealth; readonly reason: string },
): NewOperationalEvent<'relay.connection.failing'> {
  const { health, reason } = options;
  const since = isoTime(health.failingSince);
  return {
    type: 'relay.connection.failing',
    ...about(connection),
    attributes: {
      summary: `Every request to the API behind the connection "${connection.name}" has failed since ${since}.`,
      reason,
      since,
      action:
        'Check the credentials of the connection and the invoicing system. The relay keeps trying.',
      ...who(connection),
      failedAttempts: health.failedAttempts,
    },
  };
}

export function connectionRecovered(
  connection: NamedConnection,
  { failingSince }: Pick<VendorHealth, 'failingSince'>,
): NewOperationalEvent<'relay.connection.recovered'> {
  return {
    type: 'relay.connection.recovered',
    ...about(connection),
    attributes: {
      summary: `The API behind the connection "${connection.name}" responds again.`,
      reason: null,
      since: isoTime(failingSince),
      action: null,
      ...who(connection),
      from: 'failing',
    },
  };
}

export function connectionSilent(
  connection: NamedConnection,
  options: { readonly lastReceivedAt: number; readonly silentAfterSeconds: number },
): NewOperationalEvent<'relay.connection.silent'> {
  const since = isoTime(options.lastReceivedAt);
  return {
    type: 'relay.connection.silent',
    ...about(connection),
    attributes: {
      summary: `The connection "${connection.name}" has sent nothing new since ${since}.`,
      reason: null,
      since,
      action:
        'Check whether the invoicing system still sends to the ingest URL, and start a backfill for anything that may be missing.',
      ...who(connection),
      silentAfterSeconds: options.silentAfterSeconds,
    },
  };
}

export function connectionActiveAgain(
  connection: NamedConnection,
  { silentSince }: { readonly silentSince: number },
): NewOperationalEvent<'relay.connection.recovered'> {
  return {
    type: 'relay.connection.recovered',
    ...about(connection),
    attributes: {
      summary: `The connection "${connection.name}" is active again.`,
      reason: null,
      since: isoTime(silentSince),
      action: null,
      ...who(connection),
      from: 'silent',
    },
  };
}

export function quarantineAdded(
  connection: NamedConnection,
  options: { readonly count: number; readonly reason: string | null },
): NewOperationalEvent<'relay.quarantine.added'> {
  const { count, reason } = options;
  return {
    type: 'relay.quarantine.added',
    ...about(connection),
    attributes: {
      summary:
        count === 1
          ? `Something from the connection "${connection.name}" could not be read or verified, and was quarantined.`
          : `${count} items from the connection "${connection.name}" could not be read or verified, and were quarantined.`,
      reason,
      since: null,
      action:
        'Look at the quarantine on the dashboard, or with GET /v1/quarantine. Items can be processed again, for example after an upgrade: there, or with POST /v1/quarantine/{id}/retry.',
      ...who(connection),
      count,
    },
  };
}

function about({ id }: NamedConnection) {
  return { connectionId: id, subjectId: id };
}

function who({ name, source }: NamedConnection) {
  return { name, connectionSource: source };
}
