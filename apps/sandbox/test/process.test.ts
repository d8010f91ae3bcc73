import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { expect, it, onTestFinished, vi } from 'vitest';

import { Control, dataFile, startReceiver, startSandbox } from './harness.ts';

// Starting a process is slow on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Starts the real app as a separate process. */
function spawnMain(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=@invoice-relay/source', main, ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Waits for the log line with the URL it listens on. */
function listening(child: ChildProcess): Promise<Control> {
  const { promise, resolve, reject } = Promise.withResolvers<Control>();
  let text = '';
  child.stdout!.on('data', (chunk) => {
    text += String(chunk);
    const url = /Sandbox listening on (http:\/\/[^"]+)"/.exec(text)?.[1];
    if (url !== undefined) resolve(new Control(url));
  });
  child.on('exit', () => reject(new Error(`The sandbox ended before it listened: ${text}`)));
  return promise;
}

async function exitOf(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  const [code, signal] = await once(child, 'exit');
  return [code, signal];
}

it('loses nothing when it is killed in the middle of a burst', async () => {
  const environment = { SANDBOX_DATA: dataFile(), LOG_LEVEL: 'info' };
  const receiver = await startReceiver();
  const first = spawnMain(environment);
  const control = await listening(first);
  await control.register(receiver.url);
  const { body } = await control.call('POST', '/control/burst', { count: 2_000 });
  await receiver.calledTimes(500);
  const killed = exitOf(first);
  first.kill('SIGKILL');
  expect(await killed).toEqual([null, 'SIGKILL']);
  expect(receiver.calls.length).toBeLessThan(2_000);

  const again = await listening(spawnMain(environment));
  await again.seen({ state: 'working', waiting: 0 });

  const ids = receiver.ids();
  const expected = Array.from({ length: 2_000 }, (_, index) => body.firstId + index);
  expect([...new Set(ids)]).toEqual(expected);
  // At most one response was lost with the process.
  expect(ids.length).toBeLessThanOrEqual(2_001);
});

it.each(['SIGTERM', 'SIGINT'] as const)('stops cleanly on %s', async (signal) => {
  const child = spawnMain({});
  const control = await listening(child);
  const receiver = await startReceiver();
  await control.register(receiver.url);
  await control.make('Paid');
  await receiver.calledTimes(1);

  const ended = exitOf(child);
  child.kill(signal);

  expect(await ended).toEqual([0, null]);
});

it.each([
  ['--help', 0, 'SANDBOX_DATA'],
  ['--port=1', 2, 'Unknown arguments: "--port=1".'],
])('%s prints the usage without starting', async (arg, code, words) => {
  const child = spawnMain({}, [arg]);
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk) => (said += String(chunk)));
  }
  expect(await exitOf(child)).toEqual([code, null]);
  expect(said).toContain(words);
});

it('reports every problem of its configuration', async () => {
  const child = spawnMain({ PORT: 'http', LOG_LEVEL: 'loud' });
  let said = '';
  child.stderr!.on('data', (chunk) => (said += String(chunk)));
  expect(await exitOf(child)).toEqual([1, null]);
  expect(said).toMatch(/PORT must be a whole number/);
  expect(said).toMatch(/LOG_LEVEL must be one of/);
});

it('reports a port that is taken', async () => {
  const { sandbox } = await startSandbox();
  const { port } = new URL(sandbox.url);
  const child = spawnMain({ PORT: port });
  let said = '';
  child.stderr!.on('data', (chunk) => (said += String(chunk)));
  expect(await exitOf(child)).toEqual([1, null]);
  expect(said).toContain(`PORT=${port} is taken on 127.0.0.1`);
});
