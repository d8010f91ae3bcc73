import { expect, test } from 'vitest';

import { readUsualDate } from './usual-date.ts';

test.each([
  ['20 November 2026', '2026-11-20'],
  ['Friday, 20 Nov 2026', '2026-11-20'],
  ['20th of November 2026', undefined],
  ['5th May 2026', '2026-05-05'],
  ['20. November 2026', '2026-11-20'],
  ['20-Nov-2026', '2026-11-20'],
  ['November 20, 2026', '2026-11-20'],
  ['sept 3 2026', '2026-09-03'],
  ['Nov 20, 2026 10:30 PM', '2026-11-20T22:30'],
  ['Nov 20, 2026 at 12:05 am', '2026-11-20T00:05'],
  ['Fri, 20 Nov 2026 10:00:00 GMT', '2026-11-20T10:00:00Z'],
  ['20 Nov 2026 10:00:00 +0100', '2026-11-20T10:00:00+0100'],
  ['2026/11/5', '2026-11-05'],
  ['20261120', '2026-11-20'],
  ['20.11.2026', '2026-11-20'],
  ['5.11.2026', '2026-11-05'],
  ['20/11/2026', '2026-11-20'],
  ['11/20/2026', '2026-11-20'],
  ['20-11-2026 09:00', '2026-11-20T09:00'],
  ['5/5/2026', '2026-05-05'],
  ['20/11/26', undefined],
  ['tomorrow', undefined],
  ['20/11-2026', undefined],
  ['13 2026', undefined],
  ['Novembre 20, 2026', undefined],
])('%s is %s', (text, iso) => {
  expect(readUsualDate(text)).toEqual(iso === undefined ? [] : [iso]);
});

test('an ambiguous day and month has both readings', () => {
  expect(readUsualDate('05/11/2026')).toEqual(['2026-11-05', '2026-05-11']);
  expect(readUsualDate('5-11-2026')).toEqual(['2026-11-05', '2026-05-11']);
});
