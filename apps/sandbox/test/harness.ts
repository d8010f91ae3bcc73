import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pino } from 'pino';
import { expect, onTestFinished, vi } from 'vitest';

import type { WebhookView } from '../src/control/webhook-view.ts';
import { Sandbox } from '../src/sandbox.ts';
import { ManualRuntime } from './manual-runtime.ts';
import { type Behaviour, Receiver } from './receiver.ts';

/** An activity as returned by the control API. */
export interface ActivityRecord {
  readonly Id: number;
  readonly Type: number;
  readonly CreatedOn: string;
  readonly Message: string;
  readonly Link: string | null;
  readonly [member: string]: unknown;
}

/** Client for the control API over plain HTTP. */
export class Control {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: json && text !== '' ? JSON.parse(text) : text };
  }

  async register(url: string): Promise<WebhookView> {
    const { status, body } = await this.call('POST', '/control/webhooks', { url });
    expect(status).toBe(201);
    return body;
  }

  async make(type: string | number, ids: Readonly<Record<string, number>> = {}) {
    const { status, body } = await this.call('POST', '/control/activities', { type, ...ids });
    expect(status).toBe(201);
    return body as ActivityRecord;
  }

  async activities(): Promise<ActivityRecord[]> {
    return (await this.call('GET', '/control/activities')).body.data;
  }

  async webhooks(): Promise<WebhookView[]> {
    return (await this.call('GET', '/control/webhooks')).body.data;
  }

  /** Resolves once the first URL matches. */
  async seen(expected: Partial<WebhookView>): Promise<void> {
    await vi.waitFor(async () => expect((await this.webhooks())[0]).toMatchObject(expected), {
      timeout: 200_000,
      interval: 5,
    });
  }
}

/** Starts a sandbox on a free port with a frozen clock; stopped at the end of the test. */
export async function startSandbox(
  options: { readonly dataFile?: string; readonly attemptTimeoutMs?: number } = {},
): Promise<{
  sandbox: Sandbox;
  control: Control;
  runtime: ManualRuntime;
  stop: () => Promise<void>;
}> {
  const runtime = new ManualRuntime();
  const sandbox = new Sandbox({
    config: { host: '127.0.0.1', port: 0, dataFile: options.dataFile ?? null },
    runtime,
    logger: pino({ level: 'silent' }),
    attemptTimeoutMs: options.attemptTimeoutMs ?? 20_000,
    onFatal: (error) => {
      throw error;
    },
  });
  await sandbox.start();
  let stopped = false;
  const stop = async () => {
    if (!stopped) await sandbox.stop();
    stopped = true;
  };
  onTestFinished(stop);
  return { sandbox, control: new Control(sandbox.url), runtime, stop };
}

export async function startReceiver(
  options: { readonly behaviour?: Behaviour; readonly port?: number } = {},
): Promise<Receiver> {
  const receiver = await Receiver.start(options);
  if (options.behaviour !== undefined) receiver.behaviour = options.behaviour;
  onTestFinished(() => receiver.stop());
  return receiver;
}

/** Returns a path for a data file, in a folder that is deleted at the end of the test. */
export function dataFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'deeper', 'state.sqlite');
}
