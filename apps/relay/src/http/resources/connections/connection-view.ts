import type { AnySource } from '@invoice-relay/core/source';

import type { AskingState } from '../../../vendor/confirmation/outages.ts';
import type { ConnectionEntity } from '../../../database/entities/connection.entity.ts';
import type { PollView } from '../../../vendor/polling/polls.schemas.ts';
import type { ConnectionView } from './connections.schemas.ts';

/** A connection as the API shows it. */
export function connectionView(options: {
  readonly connection: ConnectionEntity;
  readonly ingestUrl: string | null;
  /** Undefined when this relay does not have it loaded. */
  readonly source: AnySource | undefined;
  /** How it stands with asking its vendor, which only mode `callback` does. */
  readonly asking: AskingState;
  readonly poll: PollView | null;
}): ConnectionView {
  const { connection, ingestUrl, source, asking, poll } = options;
  return {
    id: connection.id,
    source: connection.source,
    name: connection.name,
    settings: JSON.parse(connection.settings),
    ingestUrl,
    verification: verificationView({ connection, source, asking }),
    enrich: connection.enrich,
    poll,
    createdAt: new Date(connection.createdAt).toISOString(),
    updatedAt: new Date(connection.updatedAt).toISOString(),
  };
}

function verificationView(options: {
  readonly connection: ConnectionEntity;
  readonly source: AnySource | undefined;
  readonly asking: AskingState;
}): ConnectionView['verification'] {
  const { source, asking } = options;
  const { verificationMode: mode, verificationScheme } = options.connection;
  if (source !== undefined && source.webhook === undefined) {
    return { mode, state: 'polled', scheme: null };
  }
  if (mode === 'callback') return { mode, state: asking, scheme: null };
  if (mode === 'token') return { mode, state: 'url_only', scheme: null };
  if (source !== undefined && source.webhook?.findsScheme !== true) {
    return { mode, state: 'documented', scheme: null };
  }
  if (verificationScheme === null) return { mode, state: 'waiting', scheme: 'auto' };
  return { mode, state: 'pinned', scheme: JSON.parse(verificationScheme) };
}
