import type { Random } from '../random.ts';
import type { Api } from './api.ts';
import type { Targets } from './targets.ts';

/** One request as it goes over the wire. */
export interface HostileRequest {
  readonly bytes: Buffer;
  /** Whether nothing is missing that the relay would wait for. */
  readonly isWhole: boolean;
  readonly method: string;
  /** With its query, before it was mangled. */
  readonly path: string;
  /**
   * Whether it is a call of a described operation in a plain frame: only its values are odd.
   */
  readonly isOrdinary?: boolean;
}

/** What requests are generated from. */
export interface HostileMaterial {
  readonly random: Random;
  readonly api: Api;
  readonly targets: Targets;
  /** API keys: several, as each has a request limit. */
  readonly keys: readonly string[];
  /** Path of the ingest URL of the connection that the trial checks. */
  readonly ingestPath: string;
  /** Where their own subscribers listen. */
  readonly sinkUrl: string;
}

/** No vendor is ever called: nobody listens there. */
export const hostileCredentials = {
  authKey: 'k',
  authSecret: 'secret-of-the-account-9f2c',
  baseUrl: 'http://127.0.0.1:9',
};
