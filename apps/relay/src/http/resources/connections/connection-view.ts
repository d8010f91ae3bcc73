import type { AnySource } from '@invoice-relay/core/source';

import { readJson } from '../../../shared/read-json.ts';
import type { ConnectionEntity } from '../../../database/entities/connection.entity.ts';
import type { PollView } from '../polls/polls.schemas.ts';
import { connectionHealth } from './connection-health.ts';
import type { AskingState } from './connection-health.ts';
import type { ConnectionView } from './connections.schemas.ts';

/** A connection as the API returns it. */
export function connectionView(options: {
  readonly connection: ConnectionEntity;
  readonly ingestUrl: string | null;
  /** Undefined if this relay has not loaded it. */
  readonly source: AnySource | undefined;
  /**
   * Why its vendor cannot be reached; undefined if it can. Shown if activities need its
   * confirmation.
   */
  readonly vendorFailure: string | undefined;
  /** Whether activities wait for the vendor's confirmation. */
  readonly hasUnconfirmed?: boolean;
  readonly poll: PollView | null;
  /** What cannot be read of it, human-readable. */
  readonly damage?: string | undefined;
  /** Epoch milliseconds. */
  readonly lastActivityAt: number | null;
}): ConnectionView {
  const { connection, ingestUrl, source, poll } = options;
  const asking = askingState(options.vendorFailure);
  const state = {
    verification: verificationView({ connection, source, asking }),
    trouble: options.damage ?? connection.trouble,
    poll,
    lastActivityAt:
      options.lastActivityAt === null ? null : new Date(options.lastActivityAt).toISOString(),
  };
  return {
    id: connection.id,
    source: connection.source,
    name: connection.name,
    settings: readJson(connection.settings, {}),
    ingestUrl,
    ...state,
    health: connectionHealth({ ...state, asking, hasUnconfirmed: options.hasUnconfirmed === true }),
    enrich: connection.enrich,
    includeLinks: connection.includeLinks,
    holdSeconds: connection.holdSeconds,
    silentAfterSeconds: connection.silentAfterSeconds,
    notes: readJson(connection.notes, []),
    createdAt: new Date(connection.createdAt).toISOString(),
    updatedAt: new Date(connection.updatedAt).toISOString(),
  };
}

function askingState(vendorFailure: string | undefined): AskingState {
  if (vendorFailure === undefined) return 'asking';
  return vendorFailure === 'vendor_unauthorized' ? 'unauthorized' : 'unreachable';
}

function verificationView(options: {
  readonly connection: ConnectionEntity;
  readonly source: AnySource | undefined;
  readonly asking: AskingState;
}): ConnectionView['verification'] {
  const { connection, source } = options;
  const { verificationMode: mode, verificationScheme, unknownSignature } = connection;
  const hasScheme =
    mode === 'signature' && (source === undefined || source.webhook?.findsScheme === true);
  return {
    mode,
    state: stateOf(options),
    scheme: hasScheme ? readJson(verificationScheme, 'auto' as const) : null,
    unknownSignature: unknownSignature ?? (source?.confirm === undefined ? 'refuse' : 'keep'),
  };
}

function stateOf(options: {
  readonly connection: ConnectionEntity;
  readonly source: AnySource | undefined;
  readonly asking: AskingState;
}): ConnectionView['verification']['state'] {
  const { source, asking, connection } = options;
  if (source === undefined) return 'source_not_loaded';
  if (source.webhook === undefined) return 'polled';
  if (connection.verificationMode === 'callback') return asking;
  if (connection.verificationMode === 'token') return 'url_only';
  if (source.webhook.findsScheme !== true) return 'documented';
  if (connection.strength === 'weak') return 'weak';
  return connection.verificationScheme === null ? 'waiting' : 'pinned';
}
