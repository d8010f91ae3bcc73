import { describe, expect, it } from 'vitest';

import { activityTypes, ordinalOf } from './activity-types.ts';

describe('activityTypes', () => {
  it('contains the 49 types of the description, each once', () => {
    expect(activityTypes).toHaveLength(49);
    expect(new Set(activityTypes.map((type) => type.name)).size).toBe(49);
  });

  it('numbers them from 0 in the order of the description', () => {
    expect(ordinalOf('Created')).toBe(0);
    expect(ordinalOf('Paid')).toBe(11);
    expect(ordinalOf('OrderCreated')).toBe(29);
    expect(ordinalOf('Void')).toBe(34);
    expect(ordinalOf('EstimationCreated')).toBe(38);
    expect(ordinalOf('InvoiceDigitallySigned')).toBe(48);
  });

  it('finds names case-insensitively, and returns undefined for unknown ones', () => {
    expect(ordinalOf('sentviaemail')).toBe(3);
    expect(ordinalOf('Refunded')).toBeUndefined();
  });
});
