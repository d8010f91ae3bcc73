import pino from 'pino';
import { expect, test } from 'vitest';

import { ClockDifference } from './clock-difference.ts';

test('a clock that differs from the database’s is reported once, and its agreement once', () => {
  const lines: { readonly level: number; readonly clockAheadMs?: number; readonly msg: string }[] =
    [];
  const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const difference = new ClockDifference({ logger });
  difference.seen({ machine: 1_000_000, database: 1_000_002 });
  expect(lines).toEqual([]);
  difference.seen({ machine: 1_000_004, database: 1_600_002.4 });
  difference.seen({ machine: 1_000_504, database: 1_600_502 });
  expect(lines).toMatchObject([
    { level: 40, clockAheadMs: -599_998, msg: expect.stringContaining('600 s behind') },
  ]);
  difference.seen({ machine: 1_601_004, database: 1_601_002 });
  expect(lines[1]).toMatchObject({ level: 30 });
  difference.seen({ machine: 1_900_000, database: 1_602_002 });
  expect(lines[2]).toMatchObject({ clockAheadMs: 297_998, msg: expect.stringContaining('ahead') });
});
