import type { FastifyRequest } from 'fastify';

import type { Format } from './answer.ts';
import type { SiteContext } from './context.ts';

/** A call to the module's API. */
export interface ApiCall {
  readonly context: SiteContext;
  readonly request: FastifyRequest;
  readonly format: Format;
  /** The path segment after the format; may be empty. */
  readonly id: string;
  readonly query: ReadonlyMap<string, string>;
}
