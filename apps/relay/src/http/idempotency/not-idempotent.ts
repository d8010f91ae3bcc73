import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const notIdempotentMetadata = 'invoice-relay:not-idempotent';

/** Marks the route in `/openapi.json`, where others document the header `Idempotency-Key`. */
export const notIdempotentExtension = 'x-idempotency-key-ignored';

/**
 * For routes whose effect is outside the database, such as a request to a subscriber, or that wait
 * for somebody else's commit: they cannot run inside one transaction. Their responses are not
 * remembered, and the header `Idempotency-Key` is ignored.
 */
export function NotIdempotent(): MethodDecorator {
  return applyDecorators(
    SetMetadata(notIdempotentMetadata, true),
    ApiExtension(notIdempotentExtension, true),
  );
}
