import { SignatureError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { FailedDetections, TooManyDetectionsError } from './failed-detections.ts';

const mismatch = () => Promise.reject(new SignatureError('signature_mismatch', 'no scheme'));

test('after too many failures it does not even try until the window ends', async () => {
  const clock = new ManualClock();
  const failed = new FailedDetections({ clock, max: 2, windowMs: 60_000 });
  const fail = () => failed.watch({ connectionId: 'con_1', detect: mismatch });
  await expect(fail()).rejects.toBeInstanceOf(SignatureError);
  clock.advance(20_000);
  await expect(fail()).rejects.toBeInstanceOf(SignatureError);
  await expect(fail()).rejects.toMatchObject({
    constructor: TooManyDetectionsError,
    retryAfterSeconds: 40,
  });
  clock.advance(40_000);
  await expect(fail()).rejects.toBeInstanceOf(SignatureError);
});

test('a clock that is set back makes no window longer', async () => {
  const clock = new ManualClock();
  const failed = new FailedDetections({ clock, max: 1, windowMs: 60_000 });
  const fail = () => failed.watch({ connectionId: 'con_1', detect: mismatch });
  await expect(fail()).rejects.toBeInstanceOf(SignatureError);
  await expect(fail()).rejects.toBeInstanceOf(TooManyDetectionsError);
  clock.advance(-3_600_000);
  await expect(fail()).rejects.toBeInstanceOf(SignatureError);
});

test('each connection has its own window, and only what is not authentic costs', async () => {
  const failed = new FailedDetections({ clock: new ManualClock(), max: 1 });
  await failed.watch({ connectionId: 'con_1', detect: mismatch }).catch(() => {});
  const disk = new Error('The disk is full.');
  const broken = failed.watch({ connectionId: 'con_2', detect: () => Promise.reject(disk) });
  await expect(broken).rejects.toBe(disk);
  expect(await failed.watch({ connectionId: 'con_2', detect: async () => 'found' })).toBe('found');
  expect(await failed.watch({ connectionId: 'con_2', detect: async () => 'found' })).toBe('found');
});

test('connections are forgotten once their windows have ended', async () => {
  const clock = new ManualClock();
  const failed = new FailedDetections({ clock, windowMs: 60_000 });
  const fail = (connectionId: string) =>
    failed.watch({ connectionId, detect: mismatch }).catch(() => {});
  for (const id of ['con_1', 'con_2', 'con_3']) await fail(id);
  expect(failed.connections).toBe(3);
  clock.advance(60_000);
  await fail('con_4');
  expect(failed.connections).toBe(1);
});
