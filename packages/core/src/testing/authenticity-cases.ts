import assert from 'node:assert/strict';

import { SignatureError } from '../errors/index.ts';
import type { SignatureScheme } from '../signature/index.ts';
import { assertNotAuthentic, assertRefused, errorOf } from './contract-assert.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { contractNow, fixtureBytes, webhookSubject } from './contract-subject.ts';
import { forgedHeadersCase } from './forged-headers-case.ts';
import { indexOfBytes } from './request.ts';
import { decoded } from './same-activities.ts';
import { createSourceOptions } from './source-options.ts';
import { pin, signed, verify } from './webhook-calls.ts';

const yearSeconds = 365 * 24 * 60 * 60;

/**
 * No vendor signs like this: it is the pinned scheme of a connection whose vendor now signs in
 * another way.
 */
const outdatedScheme: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authKey',
  parts: ['authSecret', 'authKey'],
  separator: 'outdated',
  encoding: 'hex',
};

/** How a source that detects its scheme says that a request may be authentic all the same. */
const undecided = new Set([
  'signature_scheme_not_found',
  'signature_missing',
  'signature_malformed',
]);

/** Which webhooks are trusted, and which are not. */
export function authenticityCases(
  options: SourceContractOptions<unknown>,
): readonly ContractCase[] {
  const subject = () => webhookSubject(options);
  const activity = fixtureBytes(options.fixtures[0]);
  return [
    {
      name: 'webhook: verifies every fixture, and again with the scheme it found',
      run: async () => {
        const tried = subject();
        for (const fixture of [...options.fixtures, options.unknownActivity]) {
          const request = await signed(tried, { activity: fixtureBytes(fixture) });
          const legible = () => ({ headers: { ...request.headers }, body: decoded(request.body) });
          const before = legible();
          const scheme = await pin(tried, request);
          assert.deepEqual(legible(), before, 'verify changed the request.');
          await verify(tried, request, { scheme });
        }
      },
    },
    {
      name: 'webhook: rejects an activity with any byte changed',
      run: async () => {
        const tried = subject();
        const request = await signed(tried, { activity });
        const scheme = await pin(tried, request);
        const start = indexOfBytes({ bytes: activity, within: request.body });
        assert.ok(start >= 0, 'sign() must put the activity into the body byte for byte.');
        for (const [index, byte] of activity.entries()) {
          // The lowest bit, and the one that turns upper case into lower case.
          for (const bit of [0x01, 0x20]) {
            const body = request.body.slice();
            body[start + index] = byte ^ bit;
            await assertRefused(
              () => verify(tried, { ...request, body }, { scheme }),
              `an activity with byte ${index} changed`,
            );
          }
        }
      },
    },
    {
      name: 'webhook: rejects a signature made with other credentials',
      run: async () => {
        const tried = subject();
        const scheme = await pin(tried, await signed(tried, { activity }));
        const foreign = await signed(tried, { activity, credentials: tried.otherCredentials });
        await assertNotAuthentic(() => verify(tried, foreign), 'a signature of other credentials');
        await assertNotAuthentic(
          () => verify(tried, foreign, { scheme }),
          'a signature of other credentials, with the scheme pinned,',
        );
      },
    },
    forgedHeadersCase(options),
    {
      name: 'webhook: accepts the old and the new credentials during a rotation',
      run: async () => {
        const tried = subject();
        const both = [tried.credentials, tried.otherCredentials] as const;
        for (const credentials of both) {
          const request = await signed(tried, { activity, credentials });
          const { scheme } = await verify(tried, request, { credentials: both });
          await verify(tried, request, { credentials: both, scheme: scheme ?? tried.scheme });
        }
      },
    },
    ...(options.createSource(createSourceOptions()).webhook?.findsScheme
      ? foundSchemeCases(options)
      : []),
    {
      name: 'webhook: enforces its stated timestamp tolerance',
      run: async () => {
        const tried = subject();
        const { toleranceSeconds } = tried.webhook;
        const off = async (seconds: number) =>
          signed(tried, { activity, timestamp: contractNow + seconds * 1000 });
        // Without a tolerance, old activities are sent on purpose: a year must be fine.
        const allowed = toleranceSeconds === null ? yearSeconds : Math.max(0, toleranceSeconds - 1);
        await verify(tried, await off(-allowed));
        await verify(tried, await off(allowed));
        if (toleranceSeconds === null) return;
        const [stale, future] = [
          await off(-toleranceSeconds - 60),
          await off(toleranceSeconds + 60),
        ];
        await assertNotAuthentic(() => verify(tried, stale), 'a timestamp that is too old');
        await assertNotAuthentic(() => verify(tried, future), 'a timestamp from the future');
      },
    },
  ];
}

/** The behavior of a source that has to detect how its vendor signs. */
function foundSchemeCases(options: SourceContractOptions<unknown>): readonly ContractCase[] {
  const subject = () => webhookSubject(options);
  const activity = fixtureBytes(options.fixtures[0]);
  const codeOf = async (call: () => unknown) => {
    const error = await errorOf(call);
    assert.ok(error instanceof SignatureError, `Expected a SignatureError, got: ${String(error)}`);
    return error.code;
  };
  return [
    {
      name: 'webhook: finds the scheme again when the one it had found stops matching',
      run: async () => {
        const tried = subject();
        const request = await signed(tried, { activity });
        const verified = await verify(tried, request, {
          scheme: outdatedScheme,
          fallback: 'auto',
        });
        assert.ok(verified.scheme, 'verify returned no scheme to replace the outdated one.');
        assert.deepEqual(verified, await verify(tried, request, { scheme: verified.scheme }));
        assert.equal(
          await codeOf(() => verify(tried, request, { scheme: outdatedScheme })),
          'signature_mismatch',
          'A scheme chosen by a user must not be replaced.',
        );
      },
    },
    {
      name: 'webhook: reports when a signature that matches nothing may still be authentic',
      run: async () => {
        const tried = subject();
        const foreign = await signed(tried, { activity, credentials: tried.otherCredentials });
        for (const context of [
          { scheme: 'auto' as const },
          { scheme: outdatedScheme, fallback: 'auto' as const },
        ]) {
          const code = await codeOf(() => verify(tried, foreign, context));
          assert.ok(undecided.has(code), `verify ended in ${code}.`);
        }
      },
    },
  ];
}
