import { expect, test, vi } from 'vitest';

import { afterWriting } from './after-writing.ts';

const known = { id: '42' };

test('returns the record as read again after writing', async () => {
  const read = { id: '42', number: 'INV-0042' };
  await expect(afterWriting(async () => read, known)).resolves.toBe(read);
});

test('returns what is known if the read fails', async () => {
  const read = () => Promise.reject(new Error('Envoice failed'));
  await expect(afterWriting(read, known)).resolves.toBe(known);
});

test('returns what is known if the read never ends, before Zapier ends the step', async () => {
  vi.useFakeTimers();
  try {
    const written = afterWriting(() => new Promise<never>(() => {}), known);
    await vi.advanceTimersByTimeAsync(4000);
    await expect(written).resolves.toBe(known);
  } finally {
    vi.useRealTimers();
  }
});
