import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

import { Child } from './child.mts';
import { freePort, host } from './free-port.mts';
import { call } from './http.mts';
import { waitFor } from './wait-for.mts';

const startTimeoutMs = 120_000;

/** Settings that keep n8n from calling out of this machine and loading things needlessly. */
const quiet: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  DB_TYPE: 'sqlite',
  EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
  EXTERNAL_FRONTEND_HOOKS_URLS: '',
  N8N_AI_ENABLED: 'false',
  N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
  N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub,insights,mcp,workflow-builder',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_PROTOCOL: 'http',
  N8N_RUNNERS_BROKER_LISTEN_ADDRESS: host,
  N8N_RUNNERS_MODE: 'internal',
  N8N_SECURE_COOKIE: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_VERIFIED_PACKAGES_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
};

/** One process of a real n8n: all of it, or one part in queue mode. */
export class N8nServer {
  readonly url: string;
  /** Where webhooks for it are sent: to itself, unless there is a proxy. */
  readonly webhookUrl: string;
  readonly #start: () => Promise<Child>;
  #child: Child;

  private constructor(options: {
    url: string;
    webhookUrl: string;
    start: () => Promise<Child>;
    child: Child;
  }) {
    this.url = options.url;
    this.webhookUrl = options.webhookUrl;
    this.#start = options.start;
    this.#child = options.child;
  }

  /**
   * @param options.n8nFolder where n8n is installed
   * @param options.userFolder where it keeps its data
   * @param options.logFile receives its output
   * @param options.part all of it unless given
   * @param options.webhookUrl where a proxy receives webhooks for it, without a trailing slash
   * @param options.environment additional variables, which override the ones set here
   */
  static async start(options: {
    readonly n8nFolder: string;
    readonly userFolder: string;
    readonly logFile: string;
    readonly part?: 'start' | 'webhook' | 'worker';
    readonly webhookUrl?: string;
    readonly environment?: Readonly<Record<string, string>>;
  }): Promise<N8nServer> {
    const { n8nFolder, userFolder, logFile, part = 'start' } = options;
    await mkdir(userFolder, { recursive: true });
    const [port, brokerPort] = [await freePort(), await freePort()];
    const url = `http://${host}:${port}`;
    const { webhookUrl = url } = options;
    const environment = {
      ...quiet,
      N8N_EDITOR_BASE_URL: url,
      N8N_ENCRYPTION_KEY: randomBytes(24).toString('base64url'),
      N8N_HOST: host,
      N8N_LISTEN_ADDRESS: host,
      N8N_PORT: String(port),
      N8N_RUNNERS_BROKER_PORT: String(brokerPort),
      N8N_USER_FOLDER: userFolder,
      N8N_WEBHOOK_URL: `${webhookUrl}/`,
      // A worker listens for this alone.
      QUEUE_HEALTH_CHECK_ACTIVE: 'true',
      QUEUE_HEALTH_CHECK_PORT: String(port),
      ...options.environment,
      ...tried(),
    };
    const start = () =>
      Child.start({
        name: `n8n ${part}`,
        script: join(n8nFolder, 'node_modules/n8n/bin/n8n'),
        args: [part],
        environment,
        logFile,
        startTimeoutMs,
        ready: async () => (await call({ url: `${url}/healthz/readiness` })).status === 200,
      });
    return new N8nServer({ url, webhookUrl, start, child: await start() });
  }

  get running(): boolean {
    return this.#child.running;
  }

  /**
   * Kills n8n without letting it finish anything, runs `work`, and starts n8n again with the same
   * data.
   */
  async whileKilled(work: () => Promise<void>): Promise<void> {
    await this.#child.kill();
    try {
      await work();
    } finally {
      this.#child = await this.#start();
    }
  }

  /**
   * Asks n8n to stop, runs `work` once it accepts no new connections, and starts it again with the
   * same data. Something must keep it from stopping immediately.
   */
  async whileStopping(work: () => Promise<void>): Promise<void> {
    const stopped = this.#child.stop();
    try {
      await waitFor({
        what: 'n8n to take no new connections',
        timeoutMs: 20_000,
        look: async () => ((await accepts(this.url)) ? undefined : true),
      });
      await work();
    } finally {
      await stopped;
      this.#child = await this.#start();
    }
  }

  async stop(): Promise<void> {
    await this.#child.stop();
  }
}

/** Returns whether anything listens there. */
async function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Settings of n8n's scheduler and pollers, taken from the environment to try them out. */
function tried(): Readonly<Record<string, string>> {
  const given = Object.entries(process.env).filter(([name]) =>
    /^N8N_(?:SCHEDULER|POLLER)_/.test(name),
  );
  return Object.fromEntries(given) as Readonly<Record<string, string>>;
}
