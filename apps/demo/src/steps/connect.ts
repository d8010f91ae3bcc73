import type { Connection } from '@invoice-relay/relay-client';

import { startReceiver } from '../plumbing/receiver.ts';
import type { Stage } from '../stage.ts';
import type { RunningRelay } from './start-relay.ts';
import type { RunningSandbox } from './start-sandbox.ts';

/** The vendor's account, connected to the relay. */
export interface Connected {
  readonly connection: Connection;
  readonly ingestUrl: string;
  /** Id of the ingest URL among the vendor's webhook URLs. */
  readonly webhookId: number;
  /** A second webhook URL that records what the vendor sends, byte for byte. */
  readonly copies: {
    readonly bodies: readonly Buffer[];
    /** Removes it from the vendor's webhook URLs. */
    remove(): Promise<void>;
  };
}

export async function connect(options: {
  readonly stage: Stage;
  readonly sandbox: RunningSandbox;
  readonly relay: RunningRelay;
}): Promise<Connected> {
  const { stage, sandbox, relay } = options;
  const { screen } = stage;
  screen.step(
    'A connection',
    'A connection links one account of the vendor to the relay. It has its own webhook URL.',
  );
  const connection = await relay.client.connections.create({
    source: 'envoice',
    name: 'Demo shop',
    credentials: {
      authKey: 'sandbox-key',
      authSecret: 'sandbox-secret',
      baseUrl: `${sandbox.url}/envoice`,
    },
    verification: { mode: 'signature', scheme: 'auto' },
  });
  screen.check('The connection was created', { holds: connection.id.startsWith('con_') });
  screen.detail(connection.id);
  screen.check('The vendor’s signature scheme is not known yet', {
    holds: connection.verification.state === 'waiting',
    otherwise: () => JSON.stringify(connection.verification),
  });
  screen.detail('the vendor does not document it');

  const ingestUrl = connection.ingestUrl ?? '';
  const webhook = await sandbox.control.addWebhook(ingestUrl);
  screen.check(
    'The URL was added to the vendor’s webhook URLs (at most ten); its test call got 200',
    {
      holds: webhook.probe.status === 200,
      otherwise: () => `the test call got ${webhook.probe.status}`,
    },
  );
  screen.detail(ingestUrl.replace(/\/hooks\/(.{6}).*/, '/hooks/$1…'));
  const copies = await takeCopies({ stage, sandbox });
  return { connection, ingestUrl, webhookId: webhook.id, copies };
}

async function takeCopies(options: {
  readonly stage: Stage;
  readonly sandbox: RunningSandbox;
}): Promise<Connected['copies']> {
  const { stage, sandbox } = options;
  const bodies: Buffer[] = [];
  const receiver = await startReceiver({
    answer: ({ body }) => {
      // An empty body is the vendor's test call.
      if (body.length > 0) bodies.push(body);
      return 200;
    },
  });
  stage.closing.defer(() => receiver.close());
  const { id } = await sandbox.control.addWebhook(receiver.url);
  stage.screen.detail('the demo adds a second URL to see what the vendor sends');
  return { bodies, remove: () => sandbox.control.removeWebhook(id) };
}
