import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Browser, Page } from 'playwright-core';

import { startApp } from '../app-process.ts';
import type { AppProcess } from '../app-process.ts';
import { ask } from '../ask.ts';
import type { Json } from '../ask.ts';
import { openBrowser, openPage } from './browser.ts';
import type { Look, WatchedPage } from './browser.ts';
import { startSubscriber } from './subscriber.ts';
import type { Subscriber } from './subscriber.ts';

const relayMain = fileURLToPath(new URL('../../../apps/relay/dist/main.js', import.meta.url));

export const adminKey = 'an-administrator-key-for-tests';

/** A built relay with its dashboard, the sandbox, a subscriber and a real browser. */
export interface Stage extends AsyncDisposable {
  readonly relay: AppProcess;
  readonly sandbox: AppProcess;
  readonly subscriber: Subscriber;
  /** Calls the relay's API as an administrator. */
  api(method: string, path: string, body?: unknown): Promise<Json>;
  /** Calls the sandbox's control API. */
  control(method: string, path: string, body?: unknown): Promise<Json>;
  /** Calls the stand-in for the vendor's API in the sandbox. */
  vendor(method: string, path: string, body?: unknown): Promise<Json>;
  /** Returns the code in the URL fragment of a link from `relay sign-in-link`. */
  signInCode(): Promise<string>;
  /** Runs a relay command, optionally with additional settings. @returns its output */
  command(words: readonly string[], settings?: Readonly<Record<string, string>>): Promise<string>;
  /**
   * Ends the relay like a power failure.
   *
   * @returns a function that starts it again at the same address, optionally with additional
   *   settings
   */
  cutPower(): Promise<(settings?: Readonly<Record<string, string>>) => Promise<void>>;
  /** Opens a page without signing in. */
  open(look?: Look): Promise<WatchedPage>;
  /** Closes all pages: open ones follow whatever happens, and so slow down those of later tests. */
  closePages(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'dashboard-'));
  const environment = { RELAY_API_KEY: adminKey, RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8' };
  const [sandbox, first, subscriber, browser] = await Promise.all([
    startApp({ app: 'sandbox', folder, environment: {} }),
    startApp({ app: 'relay', folder, environment }),
    startSubscriber(),
    openBrowser(),
  ]);
  let relay = first;
  const command: Stage['command'] = async (words, settings = {}) => {
    const { stdout } = await promisify(execFile)(process.execPath, [relayMain, ...words], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...environment, ...settings },
    });
    return stdout;
  };
  return {
    get relay() {
      return relay;
    },
    sandbox,
    subscriber,
    api: (method, path, body) =>
      ask(`${relay.url}/v1/${path}`, { authorization: `Bearer ${adminKey}` }, method, body),
    control: (method, path, body) => ask(`${sandbox.url}/control/${path}`, {}, method, body),
    vendor: (method, path, body) =>
      ask(
        `${sandbox.url}/envoice/api/${path}`,
        { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' },
        method,
        body,
      ),
    command,
    async signInCode() {
      return /#sign-in=\S+/.exec(await command(['sign-in-link']))?.[0] ?? '';
    },
    async cutPower() {
      const { port } = new URL(relay.url);
      await relay.kill();
      return async (settings = {}) => {
        relay = await startApp({
          app: 'relay',
          folder,
          environment: { ...environment, ...settings, PORT: port },
        });
      };
    },
    open: (look) =>
      openPage({ browser, origin: relay.url, ...(look === undefined ? {} : { look }) }),
    async closePages() {
      for (const context of browser.contexts()) {
        for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
        await context.close();
      }
    },
    [Symbol.asyncDispose]: () => close({ browser, parts: [relay, sandbox, subscriber], folder }),
  };
}

async function close(options: {
  readonly browser: Browser;
  readonly parts: readonly AsyncDisposable[];
  readonly folder: string;
}): Promise<void> {
  await options.browser.close();
  await Promise.all(options.parts.map((part) => part[Symbol.asyncDispose]()));
  await rm(options.folder, { recursive: true });
}

/** Signs in with a key, as a user does. */
export async function signIn(page: Page, key = adminKey): Promise<void> {
  await page.goto('/');
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
}

/** Connects the sandbox over the API, with webhooks. */
export async function connectSandbox(stage: Stage, more: object = {}): Promise<{ id: string }> {
  const connection = await stage.api('POST', 'connections', {
    source: 'envoice',
    name: 'Sandbox',
    credentials: {
      authKey: 'sandbox-key',
      authSecret: 'sandbox-secret',
      baseUrl: `${stage.sandbox.url}/envoice`,
    },
    ...more,
  });
  await stage.control('POST', 'webhooks', { url: connection.ingestUrl });
  return connection;
}
