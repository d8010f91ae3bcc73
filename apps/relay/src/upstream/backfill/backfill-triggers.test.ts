import pino from 'pino';
import { expect, test, vi } from 'vitest';

import type { Database } from '../../database/database.ts';
import { ConnectionSignals } from '../../pipeline/log/connection-signals.ts';
import { hours } from '../../shared/clock/durations.ts';
import type { BackfillRequests } from './backfill-requests.ts';
import { BackfillTriggers } from './backfill-triggers.ts';

/** Triggers of a relay whose log has nothing that says that a connection was quiet. */
function open() {
  const signals = new ConnectionSignals();
  const automatic = vi.fn<BackfillRequests['automatic']>(async () => {});
  const triggers = new BackfillTriggers(
    { read: async () => false } as unknown as Database,
    { automatic } as unknown as BackfillRequests,
    signals,
    pino({ level: 'silent' }),
  );
  triggers.start();
  const emit = (outcome: 'kept' | 'refused' | 'deleted', at: number) =>
    signals.emit({ connectionId: 'con_1', at, outcome });
  return { triggers, emit, automatic };
}

test.each([
  ['when it was last active', 'kept'],
  ['that its webhooks were refused', 'refused'],
] as const)('of a deleted connection, it forgets %s', async (_, outcome) => {
  const { triggers, emit, automatic } = open();
  emit(outcome, 0);
  emit('deleted', 1);
  emit('kept', 7 * hours);
  await triggers.stop();
  expect(automatic).not.toHaveBeenCalled();
});

test.each(['kept', 'refused'] as const)(
  'one that was %s, and comes back, causes a backfill',
  async (outcome) => {
    const { triggers, emit, automatic } = open();
    emit(outcome, 0);
    emit('kept', 7 * hours);
    await triggers.stop();
    expect(automatic).toHaveBeenCalledTimes(1);
  },
);
