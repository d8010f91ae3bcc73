import * as v from 'valibot';

const day = 86_400_000;
const milliseconds = v.pipe(
  v.number('must be a number of milliseconds'),
  v.integer('must be a whole number of milliseconds'),
  v.minValue(1, 'must be at least 1 ms'),
  v.maxValue(day, 'must be at most a day (86400000 ms)'),
);
const count = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be at least 1'),
  v.maxValue(1_000_000, 'must be at most 1000000'),
);
const ofTheApi = v.optional(
  v.never('belongs to the Envoice API, which this sandbox does not play: it has its webhooks only'),
);

/** How the vendor behaves towards URLs that do not work. What is left out is as usual. */
export const troubleSchema = v.strictObject({
  /** The waits after the first, second, … failed try in a row. The last one repeats. */
  retryDelaysMs: v.optional(
    v.pipe(v.array(milliseconds), v.maxLength(100, 'must hold at most 100 waits')),
    [1_000, 5_000, 30_000],
  ),
  /** A URL is ignored after this many failed tries in a row. Usually when the waits are used up. */
  ignoreAfter: v.optional(count),
  /** How long it is ignored before the next try. Usually as long as the last wait. */
  ignoreForMs: v.optional(milliseconds),
  /** Each n-th activity is sent twice, as if the answer to the first had been lost. */
  repeatEvery: v.optional(count),
  latencyMs: ofTheApi,
  failRate: ofTheApi,
  rateLimitPerSecond: ofTheApi,
  faulted: ofTheApi,
  html: ofTheApi,
  ordinals: ofTheApi,
});
export type Trouble = v.InferOutput<typeof troubleSchema>;

/** The same with nothing left out. */
export interface EffectiveTrouble {
  readonly retryDelaysMs: readonly number[];
  readonly ignoreAfter: number;
  readonly ignoreForMs: number;
  readonly repeatEvery: number | null;
}

export function effectiveTrouble(trouble: Trouble): EffectiveTrouble {
  return {
    retryDelaysMs: trouble.retryDelaysMs,
    ignoreAfter: trouble.ignoreAfter ?? trouble.retryDelaysMs.length + 1,
    ignoreForMs: trouble.ignoreForMs ?? trouble.retryDelaysMs.at(-1) ?? 30_000,
    repeatEvery: trouble.repeatEvery ?? null,
  };
}
