import * as v from 'valibot';

/**
 * An object in a response. Members added by a newer relay are accepted, but not part of the type: a
 * misspelled name is still an error.
 */
export function openObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<Entries, undefined>>> {
  return v.looseObject(entries) as never;
}

/**
 * A word from a list that may grow: unknown words are accepted, so that a newer relay does not make
 * a whole page unreadable. A `switch` over it needs a `default`.
 */
export function openWord<Known extends string>(): v.GenericSchema<
  unknown,
  Known | (string & Record<never, never>)
> {
  return v.string() as never;
}

/** ISO 8601 in UTC. */
export const timeSchema = v.string();

/**
 * JSON that is passed through as it is: JSON Schemas, samples, documents of the canonical model.
 * Only checked to be an object; `Shape` is what the relay's contract says about it.
 */
export function jsonObject<Shape extends object>(): v.GenericSchema<unknown, Shape> {
  return v.record(v.string(), v.unknown()) as never;
}
