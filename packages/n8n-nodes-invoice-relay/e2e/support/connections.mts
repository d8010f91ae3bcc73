import type { Connection } from '@invoice-relay/relay-client';

import type { Stage } from './stage.mts';

/** A connection whose events include whole documents; deleted when the case ends. */
export interface DocumentConnection {
  readonly connection: Connection;
  close(): Promise<void>;
}

/** Connects the sandbox's account to the relay a second time. */
export async function connectWithDocuments(stage: Stage): Promise<DocumentConnection> {
  const { relay, sandbox } = stage;
  const connection = await relay.client.connections.create({
    source: 'envoice',
    name: 'Shop with documents',
    credentials: {
      authKey: 'sandbox-key',
      authSecret: 'sandbox-secret',
      baseUrl: sandbox.envoiceUrl,
    },
    enrich: true,
  });
  const body = { url: connection.ingestUrl };
  await sandbox.control({ method: 'POST', path: 'webhooks', body });
  return {
    connection,
    async close() {
      await sandbox.control({ method: 'DELETE', path: 'webhooks', body });
      await relay.client.connections.delete({ id: connection.id });
    },
  };
}
