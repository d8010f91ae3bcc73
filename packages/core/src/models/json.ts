import * as v from 'valibot';

/** A value that JSON can represent. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue };
export type JsonObject = { readonly [member: string]: JsonValue };

/** Only the members are lazy, so that the value itself can be a named definition in JSON Schema. */
export const jsonValueSchema: v.GenericSchema<JsonValue> = v.union([
  v.string(),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
  v.null(),
  v.array(v.lazy(() => jsonValueSchema)),
  v.record(
    v.string(),
    v.lazy(() => jsonValueSchema),
  ),
]);

export const jsonObjectSchema: v.GenericSchema<JsonObject> = v.record(v.string(), jsonValueSchema);
