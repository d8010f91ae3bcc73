import type { JsonObject } from '@invoice-relay/core/models';
import type { RememberedDocument } from '@invoice-relay/core/source';
import * as v from 'valibot';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Milliseconds since the Unix epoch. */
const moment = v.pipe(v.number(), v.safeInteger());

const rememberedSchema = v.object({
  /** How many activities were made of it. */
  revision: whole,
  /** Was it told as new? */
  told: v.boolean(),
  /** Null as long as it could not be read. */
  content: v.nullable(
    v.object({
      members: v.record(v.string(), v.string()),
      paid: v.boolean(),
      who: v.string(),
      what: v.array(v.string()),
      birth: v.nullable(v.string()),
      number: v.nullable(v.string()),
    }),
  ),
  /** When it was first seen as new; null when it was there before. */
  newSince: v.nullable(moment),
  /** When it last changed, as far as that is known. */
  changedAt: moment,
  checkedAt: moment,
  /** When it was first seen to be gone; null while it is there. */
  goneAt: v.nullable(moment),
  /** How often in a row it could not be read. */
  failures: whole,
  validators: v.nullable(
    v.object({
      etag: v.exactOptional(v.string()),
      lastModified: v.exactOptional(v.string()),
      /** When the content that they stand for was read. */
      readAt: moment,
    }),
  ),
});
/** What the walk remembers of one id. */
export type Remembered = v.InferOutput<typeof rememberedSchema>;

/** What cannot be read, as from another version, counts as never seen. */
export function readRemembered(document: RememberedDocument): Remembered | null {
  return v.is(rememberedSchema, document.value) ? document.value : null;
}

export function writeRemembered(options: {
  readonly id: number;
  readonly remembered: Remembered;
  /** In milliseconds since the Unix epoch. */
  readonly dueAt: number;
}): RememberedDocument {
  const { id, remembered, dueAt } = options;
  return { key: String(id), value: remembered as JsonObject, dueAt };
}
