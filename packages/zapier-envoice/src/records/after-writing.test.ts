import { expect, test, vi } from 'vitest';

import { afterWriting } from './after-writing.ts';

const known = { id: '42' };

test('what was written is what is read anew', async () => {
  const read = { id: '42', number: 'INV-0042' };
  await expect(afterWriting(async () => read, known)).resolves.toBe(read);
});

test('a read that fails leaves what is known', async () => {
  const read = () => Promise.reject(new Error('Envoice failed'));
  await expect(afterWriting(read, known)).resolves.toBe(known);
});

test('a read that never ends leaves what is known, before Zapier ends the step', async () => {
  vi.useFakeTimers();
  try {
    const written = afterWriting(() => new Promise<never>(() => {}), known);
    await vi.advanceTimersByTimeAsync(4000);
    await expect(written).resolves.toBe(known);
  } finally {
    vi.useRealTimers();
  }
});
