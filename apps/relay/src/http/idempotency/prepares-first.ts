import { SetMetadata } from '@nestjs/common';

export const preparesFirstMetadata = 'invoice-relay:prepares-first';

/** The result of a route that prepares first: its effect, which produces the response. */
export type Effect<Answer> = () => Promise<Answer>;

/**
 * For routes that need seconds of reading before their effect. With an `Idempotency-Key`, a request
 * runs inside one transaction, and all writers would wait for it: such a route reads outside of it,
 * and returns an `Effect` that runs inside.
 */
export function PreparesFirst(): MethodDecorator {
  return SetMetadata(preparesFirstMetadata, true);
}
