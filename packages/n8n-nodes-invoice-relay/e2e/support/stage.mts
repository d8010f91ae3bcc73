import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Connection } from '@invoice-relay/relay-client';

import { installN8n } from './install-n8n.mts';
import { N8nApi } from './n8n-api.mts';
import { N8nServer } from './n8n-server.mts';
import { installTarball } from './pack.mts';
import type { Tarball } from './pack.mts';
import { connect, startRelay, startSandbox } from './programs.mts';
import type { Relay, Sandbox } from './programs.mts';
import { say } from './say.mts';

/** A reference to credentials, as stored in a workflow's node. */
export type Credentials = Readonly<Record<string, { readonly id: string; readonly name: string }>>;

/** Everything a test case works with. */
export interface Stage {
  readonly folder: string;
  readonly sandbox: Sandbox;
  readonly relay: Relay;
  /** The sandbox's Envoice account, connected to the relay. */
  readonly connection: Connection;
  readonly n8n: N8nServer;
  readonly api: N8nApi;
  readonly tarball: Tarball;
  readonly credentials: {
    readonly envoice: Credentials;
    readonly relay: Credentials;
    readonly drupal: Credentials;
  };
  /** Stops everything; keeps the folder. */
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const n8nFolder = await installN8n();
  const folder = await mkdtemp(join(tmpdir(), 'invoice-relay-n8n-'));
  say(`Everything of this run is in ${folder}`);
  const closing = new AsyncDisposableStack();
  try {
    return await build({ n8nFolder, folder, closing });
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function build(options: {
  readonly n8nFolder: string;
  readonly folder: string;
  readonly closing: AsyncDisposableStack;
}): Promise<Stage> {
  const { n8nFolder, folder, closing } = options;
  const userFolder = join(folder, 'n8n');
  await mkdir(userFolder);
  const tarball = await installTarball({ folder, userFolder });
  const sandbox = await startSandbox({ folder });
  closing.defer(() => sandbox.child.stop());
  const relay = await startRelay({ folder });
  closing.defer(() => relay.child.stop());
  const connection = await connect({ sandbox, relay });
  const n8n = await N8nServer.start({ n8nFolder, userFolder, logFile: join(folder, 'n8n.log') });
  closing.defer(() => n8n.stop());
  const api = new N8nApi({ url: n8n.url });
  await api.begin();
  const credentials = await addCredentials({ api, sandbox, relay });
  say(`sandbox ${sandbox.url}, relay ${relay.url}, n8n ${n8n.url}`);
  return {
    folder,
    sandbox,
    relay,
    connection,
    n8n,
    api,
    tarball,
    credentials,
    close: () => closing.disposeAsync(),
  };
}

/** Adds valid credentials to an n8n; `cases/credentials.mts` creates invalid ones. */
export async function addCredentials(options: {
  readonly api: N8nApi;
  readonly sandbox: Sandbox;
  readonly relay: Relay;
}): Promise<Stage['credentials']> {
  const { api, sandbox, relay } = options;
  const add = async (type: string, data: Readonly<Record<string, unknown>>) => ({
    [type]: await api.addCredential({ name: `Right ${type}`, type, data }),
  });
  return {
    envoice: await add('envoiceApi', {
      authKey: 'sandbox-key',
      authSecret: 'sandbox-secret',
      baseUrl: sandbox.envoiceUrl,
    }),
    relay: await add('invoiceRelayApi', { baseUrl: relay.url, apiKey: relay.apiKey }),
    drupal: await add('drupalInvoiceApi', {
      baseUrl: sandbox.siteUrl,
      username: 'sandbox',
      password: 'sandbox',
    }),
  };
}
