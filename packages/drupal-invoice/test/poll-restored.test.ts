import { createPollMemory, pollUntilDone } from '@invoice-relay/core/testing';
import { expect, test } from 'vitest';

import { createTestHost } from './support/poll-host.ts';

test('a host that was restored from a backup finds the same change under the same id, and another under another', async () => {
  const host = createTestHost();
  for (let index = 0; index < 3; index += 1) host.site.add();
  await host.poll();
  const { site, clock, memory, connection } = host;
  const restore = () => {
    const restored = createPollMemory();
    const { cursor, documents } = memory;
    restored.keep({
      activities: [],
      cursor: cursor!,
      more: false,
      remember: [...documents.values()],
    });
    return restored;
  };
  const [first, second] = [restore(), restore()];
  const found = async (by: typeof memory) => {
    clock.advance(300_000);
    const { activities } = await pollUntilDone({ ...connection, memory: by });
    return activities.map(({ id }) => id);
  };
  site.edit(2, { description: 'Thanks' });
  const known = await found(memory);
  expect(known).toHaveLength(1);
  expect(await found(first)).toEqual(known);

  site.press(2, 'paid');
  const since = await found(second);
  expect(since).toHaveLength(1);
  expect(since).not.toEqual(known);
});
