import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { dataFile, startReceiver, startSandbox } from './harness.ts';
import { answer } from './receiver.ts';

describe('a sandbox with a data file', () => {
  it('continues where it stopped', async () => {
    const file = dataFile();
    const receiver = await startReceiver();
    const scheme = { digest: 'sha256', parts: ['activity'], separator: '', encoding: 'base64url' };
    const first = await startSandbox({ dataFile: file });
    const webhook = await first.control.register(receiver.url);
    await first.control.call('PUT', '/control/signature', scheme);
    await first.control.call('PUT', '/control/trouble', { retryDelaysMs: [], ignoreForMs: 60_000 });
    await first.control.make('Created');
    await first.control.seen({ waiting: 0 });
    receiver.behaviour = answer(500);
    await first.control.make('SentViaEmail');
    await first.control.seen({ state: 'ignored' });
    const before = await first.control.activities();
    await first.stop();

    receiver.behaviour = answer(200);
    const second = await startSandbox({ dataFile: file });

    expect(await second.control.activities()).toEqual(before);
    expect(await second.control.webhooks()).toMatchObject([
      { id: webhook.id, url: receiver.url, state: 'ignored', failedTries: 1, waiting: 1 },
    ]);
    expect((await second.control.call('GET', '/control/signature')).body).toEqual(scheme);
    const paid = await second.control.make('Paid');
    expect(paid.Id).toBe(before[1]!.Id + 1);
    expect(paid['InvoiceNumber']).toBe('INV-0001');
    second.runtime.advance(60_000);
    await second.control.seen({ state: 'working', waiting: 0 });
    expect(receiver.ids().slice(-2)).toEqual([before[1]!.Id, paid.Id]);
  });

  it('waits for attempts in progress when it stops, so that nothing is sent twice', async () => {
    const file = dataFile();
    const receiver = await startReceiver();
    const first = await startSandbox({ dataFile: file });
    await first.control.register(receiver.url);
    const answers: (() => void)[] = [];
    receiver.behaviour = (response) => void answers.push(() => response.end());
    const made = await first.control.make('Paid');
    await receiver.calledTimes(1);

    const stopped = first.stop();
    answers[0]!();
    await stopped;

    const second = await startSandbox({ dataFile: file });
    expect(await second.control.webhooks()).toMatchObject([{ position: made.Id, waiting: 0 }]);
    expect(receiver.calls).toHaveLength(1);
  });

  it('aborts attempts that take too long, and repeats them after the restart', async () => {
    const file = dataFile();
    const receiver = await startReceiver();
    const first = await startSandbox({ dataFile: file });
    await first.control.register(receiver.url);
    receiver.behaviour = () => undefined;
    const made = await first.control.make('Paid');
    await receiver.calledTimes(1);

    const stopped = first.stop();
    first.runtime.advance(3_000);
    await stopped;
    receiver.behaviour = answer(200);
    const second = await startSandbox({ dataFile: file });
    await second.control.seen({ state: 'working', waiting: 0 });

    expect(receiver.ids()).toEqual([made.Id, made.Id]);
  });

  it('does not share it with another sandbox', async () => {
    const file = dataFile();
    await startSandbox({ dataFile: file });
    await expect(startSandbox({ dataFile: file })).rejects.toThrow(
      /is in use by another sandbox: stop that one, or name another file/,
    );
  });

  it('rejects a file of another application', async () => {
    const file = dataFile();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'a letter to my aunt, which is no database at all'.repeat(100));
    await expect(startSandbox({ dataFile: file })).rejects.toThrow(/is not a SQLite file/);
  });

  it('rejects a file of a newer sandbox', async () => {
    const file = dataFile();
    mkdirSync(dirname(file), { recursive: true });
    const newer = new BetterSqlite3(file);
    newer.pragma('user_version = 99');
    newer.close();
    await expect(startSandbox({ dataFile: file })).rejects.toThrow(ConfigError);
    await expect(startSandbox({ dataFile: file })).rejects.toThrow(/newer sandbox/);
  });
});
