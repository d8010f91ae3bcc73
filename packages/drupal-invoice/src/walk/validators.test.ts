import { expect, test } from 'vitest';

import { remembered } from './remembered.fixture.ts';
import { keptValidators, sentValidators } from './validators.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const day = 86_400_000;

test('an entity tag is kept, and goes before a date', () => {
  const validators = { etag: '"a"', lastModified: 'Fri, 20 Nov 2026 08:00:00 GMT' };
  expect(keptValidators({ validators, now })).toEqual({ etag: '"a"', readAt: now });
});

test('a date is kept only when nothing can have changed within its second', () => {
  const kept = (lastModified: string) => keptValidators({ validators: { lastModified }, now });
  expect(kept('Fri, 20 Nov 2026 09:58:59 GMT')).not.toBeNull();
  expect(kept('Fri, 20 Nov 2026 09:59:01 GMT')).toBeNull();
  expect(kept('yesterday')).toBeNull();
});

test('they are sent for a day, and never after a failure', () => {
  const sent = (readAt: number, failures = 0) =>
    sentValidators({
      remembered: remembered({ validators: { etag: '"a"', readAt }, failures }),
      now,
    });
  expect(sent(now - day + 1)).toEqual({ etag: '"a"' });
  expect(sent(now - day)).toBeUndefined();
  expect(sent(now, 1)).toBeUndefined();
  expect(sentValidators({ remembered: null, now })).toBeUndefined();
});
