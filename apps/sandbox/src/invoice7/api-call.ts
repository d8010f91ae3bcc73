import type { FastifyRequest } from 'fastify';

import type { Format } from './answer.ts';
import type { SiteContext } from './context.ts';

/** A call of the module's API. */
export interface ApiCall {
  readonly context: SiteContext;
  readonly request: FastifyRequest;
  readonly format: Format;
  /** What stands behind the format, if anything. */
  readonly id: string;
  readonly query: ReadonlyMap<string, string>;
}
