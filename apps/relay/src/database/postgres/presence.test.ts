import type { ClientBase } from 'pg';
import { expect, test, vi } from 'vitest';

import { Presence } from './presence.ts';

test('all who ask at the same time share one query of the session', async () => {
  let running = 0;
  let maxRunning = 0;
  const query = vi.fn<() => Promise<{ rows: { now: string }[] }>>(async () => {
    running += 1;
    maxRunning = Math.max(maxRunning, running);
    await Promise.resolve();
    running -= 1;
    return { rows: [{ now: '0' }] };
  });
  const presence = new Presence({ owner: 'one' });
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  try {
    await presence.begin({ query } as unknown as ClientBase, { onFailed: () => {} });
    for (const now of [60_000, 120_000]) {
      query.mockClear();
      clock.mockReturnValue(now);
      const standing = await Promise.all(Array.from({ length: 5 }, () => presence.stands()));
      expect(standing).toEqual([true, true, true, true, true]);
      expect(query).toHaveBeenCalledTimes(1);
    }
    expect(maxRunning).toBe(1);
  } finally {
    presence.end();
    clock.mockRestore();
  }
});
