import { PayloadError, SignatureError } from '../errors/index.ts';
import { brokenWebhook } from './broken-example.ts';
import type { Break } from './broken-example.ts';
import { createExampleSource, signExample } from './example-source.ts';
import type { ExampleSource } from './example-source.ts';

/** What authors of sources get wrong in webhooks. */
export const webhookBreaks: readonly Break[] = [
  [
    'no verification at all',
    brokenWebhook(() => ({ verify: () => ({}) })),
    [
      'webhook: rejects an activity with any byte changed',
      'webhook: rejects a signature made with other credentials',
      'webhook: accepts no forged webhook whose headers are missing, odd or copied',
      'webhook: enforces its stated timestamp tolerance',
      'webhook: rejects invalid UTF-8 anywhere in the activity',
      'webhook: rejects nonsense bodies as unreadable',
    ],
  ],
  [
    'one byte that is not verified',
    brokenWebhook(({ verify }) => ({
      verify: (request: { body: Uint8Array }, context: never) => {
        const body = request.body.slice();
        body.fill(0x22, -3, -2);
        return verify({ ...(request as Parameters<typeof verify>[0]), body }, context);
      },
    })),
    [
      'webhook: rejects an activity with any byte changed',
      'webhook: rejects invalid UTF-8 anywhere in the activity',
    ],
  ],
  [
    'an error of no known kind',
    brokenWebhook(({ verify }) => ({
      verify: (...input: Parameters<typeof verify>) => {
        try {
          return verify(...input);
        } catch {
          throw new TypeError('x is undefined');
        }
      },
    })),
    [
      'webhook: rejects an activity with any byte changed',
      'webhook: rejects a signature made with other credentials',
      'webhook: accepts no forged webhook whose headers are missing, odd or copied',
      'webhook: enforces its stated timestamp tolerance',
      'webhook: rejects invalid UTF-8 anywhere in the activity',
      'webhook: rejects nonsense bodies as unreadable',
    ],
  ],
  [
    'only the current credentials',
    brokenWebhook(({ verify }) => ({
      verify: (...[request, context]: Parameters<typeof verify>) =>
        verify(request, { ...context, credentials: [context.credentials[0]] }),
    })),
    ['webhook: accepts the old and the new credentials during a rotation'],
  ],
  [
    'timestamps that are not checked',
    brokenWebhook(({ verify }) => ({
      verify: (...[request, context]: Parameters<typeof verify>) =>
        verify(request, { ...context, now: Number(request.headers['x-time']) * 1000 }),
    })),
    [
      'webhook: accepts no forged webhook whose headers are missing, odd or copied',
      'webhook: enforces its stated timestamp tolerance',
    ],
  ],
  [
    'a tolerance where it states none',
    brokenWebhook(() => ({ toleranceSeconds: null })),
    ['webhook: enforces its stated timestamp tolerance'],
  ],
  [
    'a secret in an error',
    brokenWebhook(({ verify }) => ({
      verify: (...[request, context]: Parameters<typeof verify>) => {
        try {
          return verify(request, context);
        } catch (error) {
          const cause = new Error(`tried ${context.credentials[0].secret}`);
          throw new PayloadError('payload_invalid', String(error), { cause });
        }
      },
    })),
    [
      'webhook: rejects a signature made with other credentials',
      'webhook: enforces its stated timestamp tolerance',
      'webhook: errors contain no secret and no key of a link',
    ],
  ],
  [
    'parse that fixes what is not UTF-8',
    brokenWebhook(({ parse }) => ({
      parse: (...[request, context]: Parameters<typeof parse>) => {
        const fixed = new TextDecoder().decode(request.body);
        return parse({ ...request, body: new TextEncoder().encode(fixed) }, context);
      },
    })),
    ['webhook: rejects invalid UTF-8 anywhere in the activity'],
  ],
  [
    'parse that takes nonsense for no activities',
    brokenWebhook(({ parse }) => ({
      parse: (...input: Parameters<typeof parse>) => {
        const text = new TextDecoder().decode(input[0].body);
        return text === '[]' ? [] : parse(...input);
      },
    })),
    ['webhook: rejects nonsense bodies as unreadable'],
  ],
  [
    'parse that reserializes the activity',
    brokenWebhook(({ parse }) => ({
      parse: (...input: Parameters<typeof parse>) =>
        parse(...input).map((activity) => ({
          ...activity,
          raw: new TextEncoder().encode(
            JSON.stringify(JSON.parse(new TextDecoder().decode(activity.raw)), null, 1),
          ),
        })),
    })),
    ['webhook: parses every fixture into its activity, byte for byte'],
  ],
  [
    'ids that count up',
    {
      createSource: (() => {
        let calls = 0;
        return () => {
          const source = createExampleSource();
          const parse: ExampleSource['webhook']['parse'] = (...input) =>
            source.webhook.parse(...input).map((one) => ({ ...one, id: String((calls += 1)) }));
          return { ...source, webhook: { ...source.webhook, parse } };
        };
      })(),
    },
    [
      'webhook: parses every fixture into its activity, byte for byte',
      'webhook: parse keeps no state between calls',
      'webhook: an activity received twice has the same id and the same events',
    ],
  ],
  [
    'a test call that is answered with 204',
    brokenWebhook(() => ({ probe: () => ({ status: 204 }) })),
    ['webhook: responds to a test call with 200, and mistakes no webhook for one'],
  ],
  [
    'webhooks taken for test calls',
    brokenWebhook(() => ({ probe: () => ({ status: 200 }) })),
    ['webhook: responds to a test call with 200, and mistakes no webhook for one'],
  ],
  [
    'a timestamp that is not signed',
    {
      ...brokenWebhook(({ verify }) => ({
        verify: (...[request, context]: Parameters<typeof verify>) => {
          const seconds = Number(request.headers['x-time']);
          if (!(Math.abs(context.now / 1000 - seconds) <= 300)) {
            throw new SignatureError('timestamp_too_old', 'The time in x-time is not now.');
          }
          const headers = { ...request.headers, 'x-time': '0' };
          return verify({ ...request, headers }, { ...context, now: 0 });
        },
      })),
      webhook: {
        sign: (options) => {
          const { headers, ...request } = signExample({ ...options, timestamp: 0 });
          return { ...request, headers: { ...headers, 'x-time': `${options.timestamp / 1000}` } };
        },
      },
    },
    ['webhook: accepts no forged webhook whose headers are missing, odd or copied'],
  ],
  [
    'a webhook without a signature',
    brokenWebhook(({ verify }) => ({
      verify: (...[request, context]: Parameters<typeof verify>) =>
        request.headers['x-signature'] === undefined ? {} : verify(request, context),
    })),
    [
      'webhook: accepts no forged webhook whose headers are missing, odd or copied',
      'webhook: rejects nonsense bodies as unreadable',
    ],
  ],
  [
    'a signature whose absence nobody thought of',
    brokenWebhook(({ verify }) => ({
      verify: (...[request, context]: Parameters<typeof verify>) => {
        if (request.headers['x-time'] !== undefined) request.headers['x-signature']!.trim();
        return verify(request, context);
      },
    })),
    ['webhook: accepts no forged webhook whose headers are missing, odd or copied'],
  ],
  [
    'a time that is only checked if it is a number',
    brokenWebhook(({ verify }) => ({
      verify: (...[request, context]: Parameters<typeof verify>) =>
        Number.isNaN(Number(request.headers['x-time'])) ? {} : verify(request, context),
    })),
    [
      'webhook: accepts no forged webhook whose headers are missing, odd or copied',
      'webhook: rejects nonsense bodies as unreadable',
    ],
  ],
  [
    'verify that writes into the body',
    brokenWebhook(({ verify }) => ({
      verify: (...[request, context]: Parameters<typeof verify>) => {
        const verified = verify(request, context);
        request.body.fill(0x20);
        return verified;
      },
    })),
    [
      'webhook: verifies every fixture, and again with the scheme it found',
      'webhook: rejects an activity with any byte changed',
      'webhook: accepts the old and the new credentials during a rotation',
    ],
  ],
];
