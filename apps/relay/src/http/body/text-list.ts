import * as v from 'valibot';

/** Several values of a query: with commas between them, or as several parameters. */
export const textList = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) =>
    [given]
      .flat()
      .flatMap((text) => text.split(','))
      .map((one) => one.trim()),
  ),
);
