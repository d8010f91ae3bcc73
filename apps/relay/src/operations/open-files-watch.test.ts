import pino from 'pino';
import { expect, test } from 'vitest';

import { ManualClock } from '../../test/support/manual-clock.ts';
import { until } from '../../test/support/until.ts';
import { OpenFilesWatch } from './open-files-watch.ts';

function watch(openFile: () => Promise<AsyncDisposable>) {
  const clock = new ManualClock();
  const lines: { level: number; code?: string }[] = [];
  const logger = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
  const watching = new OpenFilesWatch({ clock, logger, openFile });
  watching.start();
  const levels = () => lines.map(({ level, code }) => [pino.levels.labels[level], code]);
  return { clock, watching, levels };
}

test('that no more files can be opened is logged, once, and when it is over', async () => {
  let isFull = false;
  let looks = 0;
  const { clock, watching, levels } = watch(async () => {
    looks += 1;
    if (isFull) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
    return { [Symbol.asyncDispose]: async () => {} };
  });
  const look = async () => {
    const before = looks;
    await until(() => {
      clock.advance(5_000);
      expect(looks).toBeGreaterThan(before);
    });
  };
  await look();
  isFull = true;
  await look();
  await look();
  isFull = false;
  await look();
  await look();
  await watching.stop();
  expect(levels()).toEqual([
    ['error', 'EMFILE'],
    ['info', undefined],
  ]);
  const before = looks;
  clock.advance(60_000);
  expect(looks).toBe(before);
});
