import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { answerDescent, nextDescent, resumeDescent, startDescent } from './descent.ts';
import type { Descent } from './descent.ts';

function run(start: Descent, isThere: (id: number) => boolean) {
  let descent = start;
  const asked: number[] = [];
  for (let id = nextDescent(descent); id !== null; id = nextDescent(descent)) {
    asked.push(id);
    descent = answerDescent(descent, isThere(id));
  }
  return { descent, asked };
}

test('finds the highest id that is left, or says that it found none', () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 100_000 })
        .chain((from) =>
          fc.record({ from: fc.constant(from), top: fc.integer({ min: 0, max: from - 1 }) }),
        ),
      ({ from, top }) => {
        const { descent, asked } = run(startDescent(from), (id) => id <= top);
        expect(asked.every((id) => id > 0 && id < from)).toBe(true);
        expect(asked.length).toBeLessThan(120);
        if (descent.phase !== 'lost') {
          expect(descent).toEqual({ phase: 'found', from, top });
          return;
        }
        // What is too low to be met is found from any id that is known to be there.
        expect(descent.miss).toBeGreaterThan(top);
        if (top === 0) return;
        const resumed = run(resumeDescent(descent, 1), (id) => id <= top);
        expect(resumed.descent).toEqual({ phase: 'found', from, top });
      },
    ),
  );
});

test('the last few that were deleted cost one request each', () => {
  const { asked } = run(startDescent(100), (id) => id <= 97);
  expect(asked).toEqual([99, 98, 97]);
});
