import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Child } from './child.mts';
import { freePort, host } from './free-port.mts';
import { openGate } from './gate.mts';
import type { Gate } from './gate.mts';
import { installN8n } from './install-n8n.mts';
import { N8nApi } from './n8n-api.mts';
import { N8nServer } from './n8n-server.mts';
import { installTarball } from './pack.mts';
import { addCredentials } from './stage.mts';
import type { Stage } from './stage.mts';

/** An n8n of several processes sharing Redis; `n8n` is the main one. */
export interface QueueModeStage extends Stage {
  readonly worker: N8nServer;
  /** The proxy distributes webhooks among them in turn. */
  readonly webhookProcesses: readonly N8nServer[];
  readonly proxy: Gate;
}

/** Starts an n8n in queue mode next to the stage's own, with the same relay and sandbox. */
export async function setQueueModeStage(stage: Stage): Promise<QueueModeStage> {
  const closing = new AsyncDisposableStack();
  try {
    return await build({ stage, closing });
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

async function build(options: {
  readonly stage: Stage;
  readonly closing: AsyncDisposableStack;
}): Promise<QueueModeStage> {
  const { stage, closing } = options;
  const folder = join(stage.folder, 'queue-mode');
  const userFolder = join(folder, 'n8n');
  await mkdir(userFolder, { recursive: true });
  const tarball = await installTarball({ folder, userFolder });
  const redis = await startRedis(folder);
  closing.defer(() => redis.child.stop());

  const webhookProcesses: N8nServer[] = [];
  let main: N8nServer | undefined;
  let turn = 0;
  const proxy = await openGate({
    to(call) {
      if (!call.includes(' /webhook/')) return main?.url ?? '';
      turn += 1;
      return webhookProcesses[turn % webhookProcesses.length]?.url ?? '';
    },
  });
  closing.defer(() => proxy.close());

  const n8nFolder = await installN8n();
  const environment = {
    ...database(),
    EXECUTIONS_MODE: 'queue',
    N8N_EDITOR_BASE_URL: proxy.url,
    N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64url'),
    QUEUE_BULL_REDIS_HOST: host,
    QUEUE_BULL_REDIS_PORT: String(redis.port),
  };
  const start = async (part: 'start' | 'webhook' | 'worker', name: string) => {
    const logFile = join(folder, `${name}.log`);
    const webhookUrl = proxy.url;
    const started = { n8nFolder, userFolder, logFile, part, webhookUrl, environment };
    const server = await N8nServer.start(started);
    closing.defer(() => server.stop());
    return server;
  };
  // The first process creates the database.
  main = await start('start', 'main');
  const [worker, ...others] = await Promise.all([
    start('worker', 'worker'),
    start('webhook', 'webhook-1'),
    start('webhook', 'webhook-2'),
  ]);
  webhookProcesses.push(...others);

  const api = new N8nApi({ url: main.url });
  await api.begin();
  const { sandbox, relay } = stage;
  return {
    ...stage,
    folder,
    tarball,
    n8n: main,
    api,
    credentials: await addCredentials({ api, sandbox, relay }),
    worker,
    webhookProcesses,
    proxy,
    close: () => closing.disposeAsync(),
  };
}

async function startRedis(
  folder: string,
): Promise<{ readonly child: Child; readonly port: number }> {
  const port = await freePort();
  const child = await Child.start({
    name: 'Redis',
    script: fileURLToPath(new URL('./run-redis.mts', import.meta.url)),
    args: ['--bind', host, '--port', String(port), '--dir', folder, '--save', ''],
    environment: {},
    logFile: join(folder, 'redis.log'),
    startTimeoutMs: 20_000,
    ready: () => answersPing(port),
  });
  return { child, port };
}

async function answersPing(port: number): Promise<boolean> {
  const socket = connect({ host, port });
  try {
    socket.write('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString().startsWith('+PONG');
  } finally {
    socket.destroy();
  }
}

/**
 * SQLite, which n8n advises against in queue mode, unless n8n's own variables specify another
 * database.
 */
function database(): Readonly<Record<string, string>> {
  const given = Object.entries(process.env).filter(([name]) => name.startsWith('DB_'));
  return Object.fromEntries(given) as Readonly<Record<string, string>>;
}
