import { SetMetadata } from '@nestjs/common';

export const preparesFirstMetadata = 'invoice-relay:prepares-first';

/** What a route that prepares first gives: its effect, which answers the call. */
export type Effect<Answer> = () => Promise<Answer>;

/**
 * For a route that has to read for seconds before its effect. With an `Idempotency-Key` a call runs
 * inside one transaction, and all writers would wait for it: so this route reads outside of it, and
 * gives an `Effect` that is run inside.
 */
export function PreparesFirst(): MethodDecorator {
  return SetMetadata(preparesFirstMetadata, true);
}
