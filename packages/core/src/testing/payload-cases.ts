import assert from 'node:assert/strict';

import { PayloadError } from '../errors/index.ts';
import { assertNobodys, assertNotUnderstood, assertRefused, errorOf } from './contract-assert.ts';
import { activitiesProblem } from '../source/index.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { contractNow, fixtureBytes, webhookSubject } from './contract-subject.ts';
import { nonsenseBodies } from './nonsense-bodies.ts';
import { buildRequest, indexOfBytes } from './request.ts';
import { assertSameActivities, decoded } from './same-activities.ts';
import { createSourceOptions } from './source-options.ts';
import { signed, verify } from './webhook-calls.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** How requests are parsed. */
export function payloadCases(options: SourceContractOptions<unknown>): readonly ContractCase[] {
  const subject = () => webhookSubject(options);
  const fixtures = [...options.fixtures, options.unknownActivity];
  const activity = fixtureBytes(options.fixtures[0]);
  return [
    {
      name: 'webhook: parses every fixture into its activity, byte for byte',
      run: async () => {
        const tried = subject();
        for (const fixture of fixtures) {
          const raw = fixtureBytes(fixture);
          const request = await signed(tried, { activity: raw });
          const body = decoded(request.body);
          const parsed = tried.webhook.parse(request, { now: contractNow });
          assert.equal(activitiesProblem(parsed), undefined);
          // As text first: a difference between bytes says little.
          assert.deepEqual(
            parsed.map((one) => [one.id, decoded(one.raw)]),
            [[fixture.id, decoded(raw)]],
            'parse returned something other than what the vendor wrote.',
          );
          assert.deepEqual(parsed, [
            { id: fixture.id, raw, seenAt: new Date(contractNow).toISOString() },
          ]);
          assert.equal(decoded(request.body), body, 'parse changed the body.');
          if (tried.webhook.parsesBodyAlone !== true) continue;
          const bodyAlone = { ...request, headers: {} };
          assertSameActivities(
            tried.webhook.parse(bodyAlone, { now: contractNow }),
            parsed,
            'Without headers, parse returns something else: parsesBodyAlone says it reads none.',
          );
        }
      },
    },
    {
      name: 'webhook: parse keeps no state between calls',
      run: async () => {
        const tried = subject();
        const requests = await Promise.all(
          fixtures.map((fixture) => signed(tried, { activity: fixtureBytes(fixture) })),
        );
        const parseAll = () =>
          requests.map((request) => tried.webhook.parse(request, { now: contractNow }));
        assertSameActivities(
          parseAll().flat(),
          parseAll().flat(),
          'Parsed again, the same requests have other activities.',
        );
      },
    },
    {
      name: 'webhook: an activity received twice has the same id and the same events',
      run: async () => {
        const tried = subject();
        const { normalize } = options.createSource(createSourceOptions());
        for (const fixture of fixtures) {
          const later = contractNow + dayMilliseconds;
          const raw = fixtureBytes(fixture);
          const first = tried.webhook.parse(await signed(tried, { activity: raw }), {
            now: contractNow,
          });
          const second = tried.webhook.parse(
            await signed(tried, { activity: raw, timestamp: later }),
            { now: later },
          );
          // The relay keeps the first: only the time it was seen may differ.
          const seenAt = new Date(contractNow).toISOString();
          const again = second.map((repeated) => ({ ...repeated, seenAt }));
          assertSameActivities(again, first, 'Received again, it is another activity.');
          assert.deepEqual(
            again.map((one) => normalize(one)),
            first.map((one) => normalize(one)),
          );
        }
      },
    },
    {
      name: 'webhook: rejects invalid UTF-8 anywhere in the activity',
      run: async () => {
        const tried = subject();
        const request = await signed(tried, { activity });
        const start = indexOfBytes({ bytes: activity, within: request.body });
        assert.ok(start >= 0, 'sign() must put the activity into the body byte for byte.');
        for (const index of activity.keys()) {
          const body = request.body.slice();
          body[start + index] = 0xff;
          const what = `an activity with byte ${index} no longer UTF-8`;
          const broken = { ...request, body };
          await assertNotUnderstood(() => tried.webhook.parse(broken, { now: contractNow }), what);
          await assertRefused(() => verify(tried, broken), what);
        }
      },
    },
    {
      name: 'webhook: rejects nonsense bodies as unreadable',
      run: async () => {
        const tried = subject();
        const { body } = await signed(tried, { activity });
        const half = new TextDecoder().decode(body.slice(0, body.length / 2));
        for (const nonsense of [...nonsenseBodies, { name: 'half a webhook', body: half }]) {
          const request = buildRequest({ body: nonsense.body });
          const parse = () => tried.webhook.parse(request, { now: contractNow });
          await assertNotUnderstood(parse, nonsense.name);
          if (nonsense.body !== half) await assertNobodys(parse, nonsense.name);
          await assertRefused(() => verify(tried, request), nonsense.name);
        }
      },
    },
    ...(options.webhook?.unreadable ?? []).map(({ name, body }) => ({
      name: `webhook: wants ${name} kept, as it may be authentic`,
      run: async () => {
        const tried = subject();
        const request = buildRequest({ body });
        for (const call of [
          () => tried.webhook.parse(request, { now: contractNow }),
          () => verify(tried, request),
        ]) {
          const error = await errorOf(call);
          assert.ok(
            error instanceof PayloadError,
            `Expected a PayloadError, got: ${String(error)}`,
          );
          assert.equal(error.code, 'payload_unreadable');
        }
      },
    })),
    {
      name: 'webhook: responds to a test call with 200, and mistakes no webhook for one',
      run: async () => {
        const tried = subject();
        for (const method of ['GET', 'HEAD', 'POST']) {
          const answer = tried.webhook.probe(buildRequest({ method }));
          assert.equal(
            answer?.status,
            200,
            `An empty ${method} request must be answered with 200.`,
          );
        }
        const answer = tried.webhook.probe(await signed(tried, { activity }));
        assert.equal(answer, undefined, 'probe mistook a webhook for a test call.');
      },
    },
  ];
}
