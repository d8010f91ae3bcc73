import * as v from 'valibot';

/** ISO 8601 date (`2026-11-20`), as the source gives it: no change of time zone. */
export const dateSchema = v.pipe(
  v.string(),
  v.isoDate('Write a date as year, month and day, such as "2026-11-20".'),
);
