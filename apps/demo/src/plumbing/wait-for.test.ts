import { expect, test } from 'vitest';

import { DemoFailure } from '../failure.ts';
import { waitFor } from './wait-for.ts';

const never = new AbortController().signal;

test('returns the first result and stops polling', async () => {
  const looks = [undefined, undefined, 'there', 'again'];
  const found = waitFor({ what: 'it', timeoutMs: 5_000, signal: never, look: () => looks.shift() });
  expect(await found).toBe('there');
  expect(looks).toEqual(['again']);
});

test('rejects on timeout with the state observed instead', async () => {
  const waiting = waitFor({
    what: 'the fifth event',
    timeoutMs: 1,
    signal: never,
    look: () => undefined,
    seen: () => 'four events',
  });
  await expect(waiting).rejects.toThrow(
    expect.objectContaining({ message: 'waited 0.001 s for the fifth event', seen: 'four events' }),
  );
  await expect(waiting).rejects.toBeInstanceOf(DemoFailure);
});

test('rejects when the demo is stopped', async () => {
  const controller = new AbortController();
  const waiting = waitFor({
    what: 'it',
    timeoutMs: 60_000,
    signal: controller.signal,
    look: () => void controller.abort(),
  });
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});

test('passes on errors from polling', async () => {
  const look = () => Promise.reject(new Error('broken'));
  await expect(waitFor({ what: 'it', timeoutMs: 5_000, signal: never, look })).rejects.toThrow(
    'broken',
  );
});
