import assert from 'node:assert/strict';

import { VendorError } from '../errors/index.ts';
import type { AnySource, BackfillStep, TransportRequest } from '../source/index.ts';
import { errorOf } from './contract-assert.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { assertNoSecret, jsonText, textsOf } from './secrets.ts';
import { openVendorSession, someOf } from './vendor-session.ts';
import type { VendorSession } from './vendor-session.ts';
import { troubles } from './vendor-trouble.ts';
import type { Trouble } from './vendor-trouble.ts';

/** One use of a capability that calls the vendor. */
export interface VendorCall {
  readonly capability: 'poll' | 'backfill' | 'confirm' | 'enrich' | 'check';
  /** Makes it as a host does. Returns all results. */
  run(options: {
    readonly session: VendorSession;
    readonly source: AnySource;
    readonly signal: AbortSignal;
  }): Promise<unknown>;
}

interface Failure {
  readonly error: unknown;
  /** What it returned instead. */
  readonly result: unknown;
  readonly trouble: Trouble;
  /** The first request that fails. */
  readonly first: number;
}

/** What applies to everything that calls the vendor. */
export function vendorCases(
  options: SourceContractOptions<unknown>,
  call: VendorCall,
): readonly ContractCase[] {
  const { capability } = call;
  const run = (session: VendorSession, signal = new AbortController().signal) =>
    call.run({ session, source: session.createSource(), signal });
  /** How many requests it takes if nothing fails. */
  const countRequests = async () => {
    const session = openVendorSession(options);
    await run(session);
    return session.requests.length;
  };
  /** Fails in each way, from the first request on or from a later one: a login may succeed. */
  const failures = async function* (): AsyncGenerator<Failure, void, undefined> {
    for (const first of someOf(Math.max(1, await countRequests()), 5)) {
      for (const trouble of troubles) {
        const session = openVendorSession(options);
        session.intercept((current) => (current >= first ? trouble.transport : undefined));
        let result: unknown;
        const error = await errorOf(async () => {
          result = await run(session);
        });
        yield { error, result, trouble, first };
      }
    }
  };
  /** What was read until then may be a result, and so may that there is no document. */
  const mayReturn = ({ trouble, first, result }: Omit<Failure, 'error'>) => {
    if (capability === 'check') return false;
    if (capability === 'poll') return first > 1;
    if (trouble.mayBeNoDocument === true) return true;
    // A scan that just ends is taken for complete.
    return capability === 'backfill' && first > 1 && namesUnreadable(result);
  };
  return [
    {
      name: `${capability}: throws a VendorError with the right code when the vendor fails`,
      run: async () => {
        for await (const failure of failures()) {
          if (failure.error === undefined && mayReturn(failure)) continue;
          assertVendorError(failure);
        }
      },
    },
    {
      name: `${capability}: passes on a VendorError of the transport`,
      run: async () => {
        const session = openVendorSession(options);
        const own = new VendorError('vendor_refused', 'The host does not allow this request.');
        session.intercept(() => async () => {
          throw own;
        });
        const error = await errorOf(() => run(session));
        assert.ok(
          error === own,
          `It threw ${String(error)}, although the transport said why nothing was sent: throw its VendorError as it is.`,
        );
      },
    },
    {
      name: `${capability}: an aborted signal ends it with the reason, at any point`,
      run: async () => {
        const reason = new Error('The host shuts down.');
        const aborted = openVendorSession(options);
        const early = await errorOf(() => run(aborted, AbortSignal.abort(reason)));
        assertAborted({ error: early, reason, when: 'Aborted before it started' });
        for (const number of someOf(await countRequests())) {
          const session = openVendorSession(options);
          const controller = new AbortController();
          session.intercept((current) => {
            if (current === number) controller.abort(reason);
            return undefined;
          });
          const error = await errorOf(() => run(session, controller.signal));
          assertAborted({ error, reason, when: `Aborted during request ${number}` });
          const isAborted = session.requests[number - 1]?.signal?.aborted;
          assert.equal(isAborted, true, `Request ${number} does not carry the signal.`);
        }
      },
    },
    {
      name: `${capability}: shows no secret in its results and errors`,
      run: async () => {
        const session = openVendorSession(options);
        const given = jsonText(await run(session));
        const errors: unknown[] = [];
        for await (const { error } of failures()) errors.push(error);
        assertNoSecret({
          texts: [given, ...errors.flatMap(textsOf)],
          secrets: [...options.secrets, ...session.requests.flatMap(authorizationOf)],
        });
      },
    },
    {
      name: `${capability}: reaches the vendor only through the transport of its context`,
      run: async () => {
        const source = openVendorSession(options).createSource();
        // Two accounts with one source, as in a relay: each has a transport of its own.
        const sessions = [options.credentials, options.otherCredentials].map((credentials) =>
          openVendorSession(options, { credentials }),
        );
        await withoutFetch(async () => {
          for (const session of sessions) {
            const others = sessions.filter((other) => other !== session);
            const before = others.map(({ requests }) => requests.length);
            await call.run({ session, source, signal: new AbortController().signal });
            assert.ok(session.requests.length > 0, 'It made no request.');
            const after = others.map(({ requests }) => requests.length);
            assert.deepEqual(after, before, 'It used the transport of another connection.');
          }
        });
      },
    },
  ];
}

function assertAborted(options: {
  readonly error: unknown;
  readonly reason: Error;
  readonly when: string;
}): void {
  const { error, reason, when } = options;
  const did = error === undefined ? 'finished' : `threw ${String(error)}`;
  assert.ok(
    error === reason,
    `${when}, it ${did}, instead of throwing the reason of the signal: pass context.signal to every request, and rethrow its reason.`,
  );
}

export function assertVendorError(options: {
  readonly error: unknown;
  readonly trouble: Trouble;
  /** The first request that fails. */
  readonly first?: number;
}): void {
  const { error, trouble, first = 1 } = options;
  const when = `When the vendor ${trouble.name}${first > 1 ? `, from request ${first} on` : ''},`;
  assert.ok(
    error !== undefined,
    `${when} it succeeded; it must throw a VendorError with the code ${trouble.codes.join(' or ')}.`,
  );
  assert.ok(
    error instanceof VendorError,
    `${when} it threw ${String(error)} instead of a VendorError.`,
  );
  assert.ok(
    trouble.codes.includes(error.code),
    `${when} the code is ${error.code}, instead of ${trouble.codes.join(' or ')}.`,
  );
  if (trouble.retryAfterMs === undefined) return;
  assert.equal(error.retryAfterMs, trouble.retryAfterMs, `${when} retryAfterMs must say so.`);
}

/** Whether a backfill lists what the vendor failed to return. */
function namesUnreadable(result: unknown): boolean {
  const steps = result as readonly BackfillStep[];
  return steps.some(({ unreadable = [] }) => unreadable.length > 0);
}

/** Credentials are secret in every form, such as that of Basic authentication. */
function authorizationOf({ headers = {} }: TransportRequest): string[] {
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .map(([, value]) => value.replace(/^\S+\s+/, ''))
    .filter((proof) => proof !== '');
}

/** Runs something with a `fetch` that reaches nobody and reports calls. */
async function withoutFetch(run: () => Promise<void>): Promise<void> {
  const { fetch } = globalThis;
  const asked: string[] = [];
  globalThis.fetch = async (input) => {
    asked.push(input instanceof Request ? input.url : String(input));
    throw new TypeError('fetch failed');
  };
  try {
    await run();
  } finally {
    globalThis.fetch = fetch;
  }
  assert.deepEqual(asked, [], 'It used fetch.');
}
