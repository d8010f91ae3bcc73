import * as v from 'valibot';

/**
 * An object of an answer. Members that a newer relay adds are let through, and stay out of the
 * type: a name written wrong is still an error.
 */
export function openObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<Entries, undefined>>> {
  return v.looseObject(entries) as never;
}

/**
 * A word out of a list that may grow: one that is not known here is let through, so that a newer
 * relay does not make a whole page unreadable. A `switch` over it needs a `default`.
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
 * JSON that is handed through as it is: JSON Schemas, samples, documents of the canonical model.
 * Only that it is an object is checked; `Shape` is what the relay's contract says of it.
 */
export function jsonObject<Shape extends object>(): v.GenericSchema<unknown, Shape> {
  return v.record(v.string(), v.unknown()) as never;
}
