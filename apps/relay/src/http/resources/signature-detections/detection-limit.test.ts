import { expect, test } from 'vitest';

import { ManualClock } from '../../../shared/clock/manual-clock.ts';
import { DetectionLimit } from './detection-limit.ts';

test('so many in a window, which a clock that is set back makes no longer', () => {
  const clock = new ManualClock();
  const limit = new DetectionLimit({ clock, max: 1, windowMs: 60_000 });
  const tooMany = expect.objectContaining({ code: 'too_many_detections', status: 429 });
  limit.count();
  expect(() => limit.count()).toThrow(tooMany);
  clock.advance(60_000);
  limit.count();
  expect(() => limit.count()).toThrow(tooMany);
  clock.advance(-3_600_000);
  limit.count();
});
