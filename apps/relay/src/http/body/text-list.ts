import * as v from 'valibot';

/** Several values of a query parameter: comma-separated, or repeated. */
export const textList = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) =>
    [given]
      .flat()
      .flatMap((text) => text.split(','))
      .map((one) => one.trim()),
  ),
);
