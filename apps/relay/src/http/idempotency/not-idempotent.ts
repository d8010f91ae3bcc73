import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const notIdempotentMetadata = 'invoice-relay:not-idempotent';

/** Marks the route in `/openapi.json`, where the others show the header `Idempotency-Key`. */
export const notIdempotentExtension = 'x-idempotency-key-ignored';

/**
 * For a route whose effect lies outside the database, such as a request to a subscriber, or that
 * waits for somebody else's commit: it cannot run inside one transaction. Its answer is not
 * remembered, and the header `Idempotency-Key` is ignored.
 */
export function NotIdempotent(): MethodDecorator {
  return applyDecorators(
    SetMetadata(notIdempotentMetadata, true),
    ApiExtension(notIdempotentExtension, true),
  );
}
