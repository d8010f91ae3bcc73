import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createRelayClient, fetchTransport } from '@invoice-relay/relay-client';
import type { Connection, RelayClient } from '@invoice-relay/relay-client';

import { Child } from './child.mts';
import { freePort, host } from './free-port.mts';
import { call, callOk } from './http.mts';

const startTimeoutMs = 20_000;
const scriptOf = (app: string) =>
  fileURLToPath(new URL(`../../../../apps/${app}/dist/main.js`, import.meta.url));

/** An activity as the sandbox records it, in the vendor's format; only the members used here. */
export interface SandboxActivity {
  readonly Id: number;
  readonly Type: number;
  readonly InvoiceId: number;
  readonly OrderId: number;
  readonly EstimationId?: number;
}

/** Stand-ins for the vendors. */
export interface Sandbox {
  readonly url: string;
  /** Base URL of Envoice. */
  readonly envoiceUrl: string;
  /** Base URL of the Invoice 7 site. */
  readonly siteUrl: string;
  /** Calls the sandbox's control API, described in its README. */
  control<Body>(options: {
    readonly method?: string;
    readonly path: string;
    readonly body?: unknown;
  }): Promise<Body>;
  /** Records an activity. */
  record(activity: {
    readonly type: string;
    readonly invoiceId?: number;
  }): Promise<SandboxActivity>;
  /** Returns all activities so far, in order. */
  activities(): Promise<readonly SandboxActivity[]>;
  readonly child: Child;
}

/** @param options.name of its log */
export async function startSandbox(options: {
  readonly folder: string;
  readonly name?: string;
}): Promise<Sandbox> {
  const { folder, name = 'sandbox' } = options;
  const port = await freePort();
  const url = `http://${host}:${port}`;
  const child = await Child.start({
    name,
    script: scriptOf('sandbox'),
    environment: { HOST: host, PORT: String(port), LOG_LEVEL: 'info' },
    logFile: join(folder, `${name}.log`),
    startTimeoutMs,
    ready: async () => (await call({ url: `${url}/healthz` })).status === 200,
  });
  const control: Sandbox['control'] = ({ path, ...rest }) =>
    callOk({ ...rest, url: `${url}/control/${path}` });
  return {
    url,
    envoiceUrl: `${url}/envoice`,
    siteUrl: `${url}/invoice7`,
    control,
    child,
    record: (activity) => control({ method: 'POST', path: 'activities', body: activity }),
    async activities() {
      const { data } = await control<{ data: SandboxActivity[] }>({ path: 'activities' });
      return data;
    },
  };
}

export interface Relay {
  readonly url: string;
  /** An administrator key. */
  readonly apiKey: string;
  readonly client: RelayClient;
  readonly child: Child;
}

export async function startRelay(options: { readonly folder: string }): Promise<Relay> {
  const { folder } = options;
  const port = await freePort();
  const url = `http://${host}:${port}`;
  const apiKey = `irk_${randomBytes(32).toString('base64url')}`;
  const client = createRelayClient({
    baseUrl: url,
    apiKey,
    transport: fetchTransport({ fetch, timeoutMs: 10_000 }),
  });
  const child = await Child.start({
    name: 'relay',
    script: scriptOf('relay'),
    environment: {
      HOST: host,
      PORT: String(port),
      DATABASE_URL: `sqlite:${join(folder, 'relay.sqlite')}`,
      RELAY_API_KEY: apiKey,
      // n8n runs on this machine, to which a relay refuses to send by default.
      RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      LOG_LEVEL: 'info',
    },
    logFile: join(folder, 'relay.log'),
    startTimeoutMs,
    ready: async () => (await client.health()).status === 'ok',
  });
  return { url, apiKey, client, child };
}

/** Connects the sandbox's Envoice account to the relay and enters the ingest URL there. */
export async function connect(options: {
  readonly sandbox: Sandbox;
  readonly relay: Relay;
}): Promise<Connection> {
  const { sandbox, relay } = options;
  const connection = await relay.client.connections.create({
    source: 'envoice',
    name: 'Sandbox shop',
    credentials: {
      authKey: 'sandbox-key',
      authSecret: 'sandbox-secret',
      baseUrl: sandbox.envoiceUrl,
    },
    verification: { mode: 'signature', scheme: 'auto' },
  });
  await sandbox.control({
    method: 'POST',
    path: 'webhooks',
    body: { url: connection.ingestUrl },
  });
  return connection;
}
