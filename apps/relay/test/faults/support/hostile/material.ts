import type { Random } from '../random.ts';
import type { Api } from './api.ts';
import type { Targets } from './targets.ts';

/** One request as it goes over the wire. */
export interface HostileRequest {
  readonly bytes: Buffer;
  /** Whether nothing is missing that the relay would wait for. */
  readonly isWhole: boolean;
  readonly method: string;
  /** With its query, before anything was done to its form. */
  readonly path: string;
}

/** What requests are made of. */
export interface HostileMaterial {
  readonly random: Random;
  readonly api: Api;
  readonly targets: Targets;
  /** API keys: several, as each may make so many calls only. */
  readonly keys: readonly string[];
  /** Path of the ingest URL of the connection that the books are about. */
  readonly ingestPath: string;
  /** Where subscribers of their own listen. */
  readonly sinkUrl: string;
}

/** Nobody's vendor is ever asked: nobody listens there. */
export const hostileCredentials = {
  authKey: 'k',
  authSecret: 'secret-of-the-account-9f2c',
  baseUrl: 'http://127.0.0.1:9',
};
