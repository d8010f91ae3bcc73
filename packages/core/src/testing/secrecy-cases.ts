import * as v from 'valibot';

import { errorOf } from './contract-assert.ts';
import type { ContractCase } from './contract-case.ts';
import type { ActivityFixture, SourceContractOptions } from './contract-options.ts';
import { contractNow, fixtureBytes, webhookSubject } from './contract-subject.ts';
import { nonsenseBodies } from './nonsense-bodies.ts';
import { buildRequest } from './request.ts';
import { assertNoSecret, textsOf } from './secrets.ts';
import { createSourceOptions } from './source-options.ts';
import { signed, verify } from './webhook-calls.ts';

/** The errors of every source for rejected credentials. */
export function credentialSecrecyCase(options: SourceContractOptions<unknown>): ContractCase {
  return {
    name: 'source: does not repeat secrets of credentials that it rejects',
    run: async () => {
      const { credentialsSchema } = options.createSource(createSourceOptions());
      const spoilt = [...spoil(options.credentials), ...spoil(options.otherCredentials)];
      const messages = spoilt.flatMap(
        (value) =>
          v.safeParse(credentialsSchema, value).issues?.map((issue) => issue.message) ?? [],
      );
      assertNoSecret({ texts: messages, secrets: options.secrets });
    },
  };
}

/** The errors for rejected webhooks. */
export function webhookSecrecyCase(options: SourceContractOptions<unknown>): ContractCase {
  return {
    name: 'webhook: errors contain no secret and no key of a link',
    run: async () => {
      const tried = webhookSubject(options);
      const activity = fixtureBytes(options.fixtures[0]);
      const { credentials, otherCredentials } = tried;
      const bodies = [...nonsenseBodies.map(({ body }) => body), activity];
      const requests = [
        await signed(tried, { activity, credentials: otherCredentials }),
        ...bodies.map((body) => buildRequest({ body })),
      ];
      const { scheme } = await verify(tried, await signed(tried, { activity }));
      const calls = requests.flatMap((request) => [
        () => verify(tried, request, { credentials: [credentials] }),
        () => verify(tried, request, { scheme: scheme ?? tried.scheme }),
        () => tried.webhook.parse(request, { now: contractNow }),
      ]);
      const errors = await Promise.all(calls.map((call) => errorOf(call)));
      const links = options.fixtures.flatMap(linkKeysOf);
      assertNoSecret({ texts: errors.flatMap(textsOf), secrets: [...options.secrets, ...links] });
    },
  };
}

/** What opens a document for anyone cannot be guessed, unlike `?s=ap` and `?page=2`. Characters. */
const shortestLinkKey = 8;

/** The queries of an activity's links: anyone who has them can open the document. */
function linkKeysOf(fixture: ActivityFixture): string[] {
  const text = new TextDecoder().decode(fixtureBytes(fixture));
  const queries = text.match(/(?<=https?:\/\/[^\s"?]*\?)[^\s"#]+/g) ?? [];
  return queries
    .flatMap((query) => query.split('&'))
    .map((pair) => pair.slice(pair.indexOf('=') + 1))
    .filter((key) => key.length >= shortestLinkKey);
}

/** Credentials that were garbled, one member at a time. */
function spoil(credentials: unknown): unknown[] {
  if (typeof credentials !== 'object' || credentials === null) return [];
  return Object.entries(credentials).flatMap(([name, value]) =>
    [
      ...(typeof value === 'string' ? [`${value}\u0000\n`, [value], `${value} `.repeat(200)] : []),
      ...(typeof value === 'object' ? spoil(value) : []),
    ].map((broken) => ({ ...credentials, [name]: broken })),
  );
}
