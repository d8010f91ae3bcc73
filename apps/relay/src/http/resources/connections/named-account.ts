import type { AnySource } from '@invoice-relay/core/source';

import { checkConfiguration } from '../../../database/stores/configuration.ts';
import type { Configuration } from '../../../database/stores/configuration.ts';
import type { ConnectionStore } from '../../../database/stores/connection-store.ts';
import { namedSource, sourceOf } from '../../../sources/loaded-source.ts';
import type { SourceRegistry } from '../../../sources/source-registry.ts';
import { notFound } from '../../index.ts';

export interface NamedAccount extends Configuration {
  readonly source: AnySource;
}

/**
 * Resolves whom a request is about: a connection, or a source with its configuration.
 *
 * @throws {ProblemError} 400, 404, 409 if the source of the connection is not loaded
 */
export async function namedAccount(options: {
  readonly connectionId: string | undefined;
  readonly source: string | undefined;
  readonly configuration: Configuration;
  readonly sources: SourceRegistry;
  readonly connections: ConnectionStore;
}): Promise<NamedAccount> {
  const { connectionId, configuration, sources, connections } = options;
  if (connectionId === undefined) {
    const source = namedSource(options.source ?? '', sources);
    return { source, ...checkConfiguration({ source, configuration }) };
  }
  const connection = await connections.findForVendor(connectionId);
  if (connection === undefined) throw notFound('connection', connectionId);
  const { credentials, settings } = connection;
  return { source: sourceOf(connection, sources), credentials, settings };
}
