import { expect, test } from 'vitest';

import { readCursor, writeCursor } from './cursor.ts';
import { firstCursor } from './start.ts';

test('a cursor comes back as it was kept, as a copy', () => {
  const cursor = firstCursor('now');
  const kept = JSON.parse(JSON.stringify(writeCursor(cursor)));
  expect(readCursor(kept)).toEqual(cursor);
  readCursor(kept)?.volatile.push('views');
  expect(readCursor(kept)?.volatile).toEqual([]);
});

test('one that is not ours begins again', () => {
  expect(readCursor(null)).toBeNull();
  expect(readCursor({ version: 2 })).toBeNull();
});
