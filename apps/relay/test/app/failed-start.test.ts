import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';

import { minutes } from '../../src/shared/clock/durations.ts';
import { startTestRelay } from '../support/relay.ts';

test('if part of a relay cannot start, nothing that was started goes on', async () => {
  await using relay = await startTestRelay();
  const jobs = new BetterSqlite3(join(relay.folder, 'relay.sqlite'));
  jobs.exec(`CREATE TRIGGER "refusal" BEFORE INSERT ON "jobs" WHEN NEW."kind" = 'retention'
    BEGIN SELECT RAISE(ABORT, 'not now'); END`);
  await expect(relay.restart()).rejects.toThrow('not now');
  const before = relay.log();
  // Longer than anything waits to look again.
  for (let turn = 0; turn < 10; turn += 1) {
    relay.clock.pass(1 * minutes);
    await setImmediate();
  }
  expect(relay.log()).toBe(before);

  jobs.exec('DROP TRIGGER "refusal"');
  jobs.close();
  await relay.restart();
  expect((await relay.call('GET', '/readyz')).status).toBe(200);
});
