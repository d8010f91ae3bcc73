import * as v from 'valibot';

import type { Caller, CallOptions } from '../http/caller.ts';
import { openObject, openWord } from '../schemas.ts';

export const healthSchema = openObject({
  status: openWord<'ok' | 'unavailable'>(),
  /** The result of each check, such as the database. */
  checks: v.record(v.string(), openWord<'ok' | 'failed'>()),
  /** Why a check failed, in plain English, where more is known. */
  reasons: v.optional(v.record(v.string(), v.string())),
});
/** Whether the relay can take work. */
export type Health = v.InferOutput<typeof healthSchema>;

/** Calls `/readyz`, which needs no key and responds 503 if the relay cannot take work. */
export function readHealth(caller: Caller, options: CallOptions | undefined): Promise<Health> {
  return caller.json({
    method: 'GET',
    path: ['readyz'],
    schema: healthSchema,
    anonymous: true,
    alsoTakes: 503,
    options,
  });
}
