import * as v from 'valibot';

/**
 * An object of an answer. Members that a newer relay adds are let through, and stay out of the
 * type: a name written wrong is still an error.
 */
export function openObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<unknown, v.InferObjectOutput<Entries>> {
  return v.looseObject(entries) as v.GenericSchema<unknown, v.InferObjectOutput<Entries>>;
}

/**
 * A word out of a list that may grow: one that is not known here is let through, so that a newer
 * relay does not make a whole page unreadable. A `switch` over it needs a `default`.
 */
export function openWord<Known extends string>(): v.GenericSchema<
  unknown,
  Known | (string & Record<never, never>)
> {
  return v.string() as v.GenericSchema<unknown, Known | (string & Record<never, never>)>;
}

/** ISO 8601 in UTC. */
export const timeSchema = v.string();
