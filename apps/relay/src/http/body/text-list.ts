import * as v from 'valibot';

/** A query has room for thousands, and each that is wrong has a cost: see `readJsonBody`. */
const maxTexts = 100;

/** Several values of a query parameter: comma-separated, or repeated. */
export const textList = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) =>
    [given]
      .flat()
      .flatMap((text) => text.split(','))
      .map((one) => one.trim()),
  ),
  v.maxLength(maxTexts, `must name at most ${maxTexts}`),
);
