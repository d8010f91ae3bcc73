import { describe, expect, it } from 'vitest';

import { activityTypes } from '../envoice/activity-types.ts';
import { type Plan, planBurst, planMonth } from './plan.ts';
import { seededRandom } from './random.ts';

const now = Date.UTC(2026, 10, 20, 10, 0, 0);
const day = 86_400_000;
const month = (seed = 1) => planMonth({ now, random: seededRandom({ seed }) });
const burst = (count: number) => planBurst({ count, now, random: seededRandom({ seed: 1 }) });

function expectChronological(plan: Plan): void {
  const times = plan.activities.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(times[0]).toBeGreaterThanOrEqual(plan.from);
  expect(times.at(-1)).toBeLessThanOrEqual(plan.to);
}

/** Returns the type names of each document, in order. */
function lives(plan: Plan): string[][] {
  const byDocument = Map.groupBy(plan.activities, ({ document }) => document);
  return [...byDocument.values()].map((life) =>
    life.map(({ type }) => activityTypes[type]?.name ?? ''),
  );
}

describe('planMonth', () => {
  it('fills the thirty days before now, in order', () => {
    const plan = month();
    expectChronological(plan);
    expect(plan.to - plan.from).toBe(30 * day);
    expect(plan.activities.length).toBeGreaterThan(1_000);
    expect(plan.activities.length).toBeLessThan(5_000);
  });

  it('is determined by the seed', () => {
    expect(month(1)).toEqual(month(1));
    expect(month(1)).not.toEqual(month(2));
  });

  it('has invoices, orders and estimations with valid lives', () => {
    const plan = month();
    expect(new Set(plan.activities.map(({ about }) => about))).toEqual(
      new Set(['invoice', 'order', 'estimation']),
    );
    expect(lives(plan)).toContainEqual([
      'Created',
      'SentViaEmail',
      'Viewed',
      'NewPaymentWithStripe',
      'Paid',
    ]);
    for (const life of lives(plan)) {
      expect(life[0]).toMatch(/Created$|Draft$|Cloned$/);
    }
  });

  it('marks overdue invoices in the vendor’s nightly job', () => {
    const overdue = month().activities.filter(
      ({ type }) => activityTypes[type]?.name === 'Overdue',
    );
    expect(overdue.length).toBeGreaterThan(10);
    expect(overdue.every(({ at }) => at % day === 0)).toBe(true);
  });
});

describe('planBurst', () => {
  it.each([1, 2, 3, 50, 10_000])('has exactly %i activities, in order', (count) => {
    const plan = burst(count);
    expect(plan.activities).toHaveLength(count);
    expectChronological(plan);
  });

  it('contains every life from its start', () => {
    for (const life of lives(burst(500))) expect(life[0]).toMatch(/Created$|Draft$|Cloned$/);
  });

  it('is about older documents', () => {
    const { activities } = burst(1_000);
    expect(activities[0]?.at).toBe(now - 90 * day);
    expect(activities[500]?.at).toBeLessThan(now - 10 * day);
  });
});
