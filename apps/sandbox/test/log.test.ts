import { describe, expect, it } from 'vitest';

import type { ActivityRecord } from './harness.ts';
import { startSandbox } from './harness.ts';

/** Pads dates with 0 to 7 fraction digits so that they compare as text. */
const instants = (activities: readonly ActivityRecord[]) =>
  activities.map(({ CreatedOn }) => {
    const [second = '', fraction = ''] = CreatedOn.replace('Z', '').split('.');
    return `${second}.${fraction.padEnd(7, '0')}`;
  });

function expectOneLog(activities: readonly ActivityRecord[]): void {
  const ids = activities.map(({ Id }) => Id);
  expect(ids).toEqual(ids.map((_, index) => ids[0]! + index));
  expect(instants(activities)).toEqual(instants(activities).toSorted());
  for (const { CreatedOn } of activities) {
    expect(CreatedOn).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{0,6}[1-9])?Z$/);
  }
}

describe('the log', () => {
  it('stores a month with dates of every length', async () => {
    const { control } = await startSandbox();
    await control.call('POST', '/control/month');

    const activities = await control.activities();

    expectOneLog(activities);
    const lengths = new Set(activities.map(({ CreatedOn }) => CreatedOn.length));
    expect(lengths).toContain('2026-11-20T10:00:00Z'.length);
    expect(lengths).toContain('2026-11-20T10:00:00.1234567Z'.length);
    expect(activities[0]?.CreatedOn.slice(0, 7)).toBe('2026-10');
  });

  it('never goes back in time, whatever the order of calls', async () => {
    const { control, runtime } = await startSandbox();
    await control.make('Created');
    await control.call('POST', '/control/burst', { count: 500 });
    await control.make('Paid');
    runtime.advance(3_600_000);
    await control.call('POST', '/control/month');
    await control.call('POST', '/control/burst', { count: 500 });
    await control.make('Paid');

    expectOneLog(await control.activities());
  });

  it('never reuses ids that a relay may remember from an earlier sandbox', async () => {
    const earlier = await startSandbox();
    const one = await earlier.control.make('Created');
    const later = await startSandbox();
    later.runtime.advance(60_000);
    const other = await later.control.make('Created');

    expect(other.Id).toBeGreaterThan(one.Id);
    expect(other.Id).toBeLessThan(2 ** 31);
  });
});
