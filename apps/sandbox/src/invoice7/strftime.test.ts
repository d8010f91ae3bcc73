import { describe, expect, it } from 'vitest';

import { strftime } from './strftime.ts';

describe('strftime', () => {
  it.each([
    ['%Y', '2026'],
    ['', ''],
    ['F-%y%m%d-', 'F-260704-'],
    ['%e', ' 4'],
    ['%j', '185'],
    ['%G-W%V-%u', '2026-W27-6'],
    ['%w', '6'],
    ['%B %b %A %a', 'July Jul Saturday Sat'],
    ['%F %H:%M:%S', '2026-07-04 09:05:03'],
    ['100%% %Q %', '100% %Q %'],
  ])('writes %j as %j', (pattern, expected) => {
    expect(strftime({ pattern, at: Date.UTC(2026, 6, 4, 9, 5, 3) })).toBe(expected);
  });

  it.each([
    [Date.UTC(2027, 0, 1), '2026-W53'],
    [Date.UTC(2024, 11, 30), '2025-W01'],
    [Date.UTC(2026, 0, 1), '2026-W01'],
  ])('gives a week to the year that its Thursday is in', (at, expected) => {
    expect(strftime({ pattern: '%G-W%V', at })).toBe(expected);
  });
});
