import { VendorError } from '@invoice-relay/core/errors';
import type { VendorErrorCode } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { minutes } from '../../shared/clock/durations.ts';
import type { Answer } from './verdict-recorder.ts';
import type { UnconfirmedActivity } from '../../pipeline/unconfirmed/unconfirmed-store.ts';
import { weighRefusals } from './weigh-refusals.ts';

const now = Date.UTC(2026, 10, 20, 10);
const rows = [{ seq: 1 } as UnconfirmedActivity];
const told: Answer = { rows, accepted: [undefined] };
const failed = (code: VendorErrorCode): Answer => ({ rows, error: new VendorError(code, 'no') });
const refused = failed('vendor_refused');
const weigh = (answers: readonly Answer[], answeredAt?: number) =>
  weighRefusals({ answers, answeredAt, now });

test('a refusal is a denial if the vendor responds about another document', () => {
  expect(weigh([refused, told])).toEqual([told, told]);
});

test('or if it did so within ten minutes', () => {
  expect(weigh([refused], now - 10 * minutes)).toEqual([told]);
  expect(weigh([refused, refused], now - 1)).toEqual([told, told]);
  expect(weigh([refused], now - 10 * minutes - 1)).toEqual([refused]);
});

test('but not by a clock that was ahead', () => {
  expect(weigh([refused], now + 60 * minutes)).toEqual([refused]);
});

test('a vendor that refuses everything denies nothing', () => {
  expect(weigh([refused, refused])).toEqual([refused, refused]);
});

test.each(['vendor_unauthorized', 'vendor_rate_limited', 'vendor_unreachable'] as const)(
  'nothing is denied in a round that ran into %s',
  (code) => {
    const answers = [refused, told, failed(code)];
    expect(weigh(answers, now)).toEqual(answers);
  },
);

test.each(['vendor_failed', 'vendor_answer_invalid'] as const)('%s is not a refusal', (code) => {
  expect(weigh([failed(code), told], now)).toEqual([failed(code), told]);
});
