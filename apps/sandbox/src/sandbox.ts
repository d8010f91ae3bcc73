import type { AddressInfo } from 'node:net';

import { ConfigError } from '@invoice-relay/core/errors';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

import { CallCounter } from './api/call-counter.ts';
import { RateLimit } from './api/rate-limit.ts';
import { apiRoutes } from './api/routes.ts';
import type { Config } from './config/config.ts';
import { activityRoutes } from './control/activity-routes.ts';
import type { Context } from './control/context.ts';
import { settingRoutes } from './control/setting-routes.ts';
import { siteControlRoutes } from './control/site-routes.ts';
import { webhookRoutes } from './control/webhook-routes.ts';
import { pageRoutes } from './http/pages.ts';
import { createServer } from './http/server.ts';
import { shareRoutes } from './http/share-routes.ts';
import { siteRoot } from './invoice7/site-root.ts';
import { siteRoutes } from './invoice7/routes.ts';
import { SiteSessions } from './invoice7/session.ts';
import { Site } from './invoice7/site.ts';
import { Sender } from './sender/sender.ts';
import { stockCatalogue } from './shop/catalogue.ts';
import { Contents } from './shop/contents.ts';
import { Recorder } from './shop/recorder.ts';
import { Store } from './store/store.ts';
import type { Runtime } from './runtime.ts';

export interface SandboxOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'dataFile'>;
  readonly runtime: Runtime;
  readonly logger: Logger;
  /** Timeout of one webhook attempt, in milliseconds. */
  readonly attemptTimeoutMs?: number;
  /** Called when the state can no longer be read or written. */
  readonly onFatal: (error: unknown) => void;
}

/** The stand-ins: their state, the sender and the HTTP server. */
export class Sandbox {
  readonly #options: SandboxOptions;
  readonly #store: Store;
  readonly #sender: Sender;
  readonly #app: FastifyInstance;
  readonly #stopping = new AbortController();
  #url: string | undefined;

  /** @throws {ConfigError} if the data file cannot be used */
  constructor(options: SandboxOptions) {
    const { config, logger, runtime } = options;
    this.#options = options;
    this.#store = new Store({ file: config.dataFile });
    this.#sender = new Sender({
      store: this.#store,
      runtime,
      logger,
      timeoutMs: options.attemptTimeoutMs ?? 10_000,
      onFatal: options.onFatal,
    });
    this.#app = createServer({ logger });
    const baseUrl = () => this.url;
    const store = this.#store;
    const sender = this.#sender;
    const contents = new Contents({ store, runtime });
    const recorder = new Recorder({ store, runtime, contents, baseUrl });
    const counter = new CallCounter();
    const rateLimit = new RateLimit();
    stockCatalogue({ store, now: runtime.now() });
    const site = new Site({ store, runtime });
    const siteContext = {
      store,
      runtime,
      site,
      sessions: new SiteSessions(),
      counter: new CallCounter(),
      rateLimit: new RateLimit(),
      stopping: this.#stopping.signal,
    };
    site.fill();
    const reset = () => {
      store.reset();
      stockCatalogue({ store, now: runtime.now() });
      site.fill();
      const { counter: calls, rateLimit: limit, sessions } = siteContext;
      for (const part of [counter, rateLimit, calls, limit, sessions]) part.clear();
    };
    const context: Context = { store, sender, recorder, runtime, counter, reset };
    webhookRoutes(this.#app, context);
    activityRoutes(this.#app, context);
    settingRoutes(this.#app, context);
    siteControlRoutes(this.#app, siteContext);
    pageRoutes(this.#app, { context, baseUrl });
    shareRoutes(this.#app, { store, contents });
    apiRoutes(this.#app, {
      api: { store, runtime, recorder, contents, baseUrl, stopping: this.#stopping.signal },
      counter,
      rateLimit,
      onChange: () => sender.ring(),
    });
    siteRoutes(this.#app, siteContext);
  }

  /** URL of the sandbox, without a trailing slash. */
  get url(): string {
    if (this.#url === undefined) throw new Error('The sandbox does not listen yet.');
    return this.#url;
  }

  /** Base URL of the Invoice 7 site. */
  get siteUrl(): string {
    return `${this.url}${siteRoot}`;
  }

  /**
   * Starts listening and sending.
   *
   * @throws {ConfigError} if the address cannot be listened on
   */
  async start(): Promise<void> {
    const { host, port } = this.#options.config;
    try {
      await this.#app.listen({ host, port });
    } catch (error) {
      await this.stop();
      throw new ConfigError([cannotListen({ host, port, error })], { cause: error });
    }
    const address = this.#app.server.address() as AddressInfo;
    this.#url = `http://${urlHost(host)}:${address.port}`;
    this.#sender.start();
  }

  /** Ends attempts in progress, then closes server and state. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#sender.stop();
    await this.#app.close();
    this.#store.close();
  }
}

/** A wildcard address is reached via localhost. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function cannotListen(options: {
  readonly host: string;
  readonly port: number;
  readonly error: unknown;
}): string {
  const { host, port, error } = options;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `PORT=${port} is taken on ${host}: stop what listens there, or set PORT to another one`;
  }
  return `HOST=${host} PORT=${port} cannot be listened on: ${error instanceof Error ? error.message : String(error)}`;
}
