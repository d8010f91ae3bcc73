import type { WebhookRequest } from '../source/index.ts';
import { assertRefused } from './contract-assert.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { contractNow, fixtureBytes, webhookSubject } from './contract-subject.ts';
import type { WebhookSubject } from './contract-subject.ts';
import { pin, signed, verify } from './webhook-calls.ts';

/** A webhook that is refused, and what it is. */
interface Refused {
  readonly what: string;
  readonly request: WebhookRequest;
  /** When it says that it was sent, in milliseconds since the Unix epoch. */
  readonly timestamp: number;
}

/**
 * Whoever has seen a webhook can write any header: one that is refused must stay so. A missing
 * header must not fail in another way either, as a host cannot tell that from a bug.
 */
export function forgedHeadersCase(options: SourceContractOptions<unknown>): ContractCase {
  return {
    name: 'webhook: accepts no forged webhook whose headers are missing, odd or copied',
    run: async () => {
      const tried = webhookSubject(options);
      const current = await signed(tried, { activity: fixtureBytes(options.unknownActivity) });
      const scheme = await pin(tried, current);
      for (const refused of await refusedWebhooks(tried, fixtureBytes(options.fixtures[0]))) {
        for (const { what, headers } of forgeries(refused, current)) {
          await assertRefused(
            () => verify(tried, { ...refused.request, headers }, { scheme }),
            `${refused.what} ${what}`,
          );
        }
      }
    },
  };
}

async function refusedWebhooks(
  tried: WebhookSubject,
  activity: Uint8Array,
): Promise<readonly Refused[]> {
  const { otherCredentials: credentials } = tried;
  const { toleranceSeconds } = tried.webhook;
  const foreign = {
    what: 'a signature of other credentials',
    request: await signed(tried, { activity, credentials }),
    timestamp: contractNow,
  };
  // Without a tolerance, an old one is not refused.
  if (toleranceSeconds === null) return [foreign];
  const timestamp = contractNow - (toleranceSeconds + 60) * 1000;
  const old = {
    what: 'a timestamp that is too old',
    request: await signed(tried, { activity, timestamp }),
    timestamp,
  };
  return [foreign, old];
}

/** Its headers with each one changed in the ways that are open to anybody. */
function forgeries(
  { request, timestamp }: Refused,
  current: WebhookRequest,
): readonly { readonly what: string; readonly headers: WebhookRequest['headers'] }[] {
  return Object.entries(request.headers).flatMap(([name, value = '']) => {
    const { [name]: _, ...others } = request.headers;
    const changed = (text: string | undefined) => ({ ...others, [name]: text });
    return [
      { what: `without the header ${name}`, headers: others },
      { what: `with an empty header ${name}`, headers: changed('') },
      { what: `with the header ${name}: odd`, headers: changed('odd') },
      {
        what: `with the header ${name} of another webhook`,
        headers: changed(current.headers[name]),
      },
      {
        what: `with the current time in the header ${name}: the signature must cover it`,
        headers: changed(withTime(value, { from: timestamp, to: contractNow })),
      },
    ];
  });
}

/** A text with one time replaced by another, in the ways in which vendors write it. */
function withTime(text: string, { from, to }: { from: number; to: number }): string {
  const written = (time: number) => [
    new Date(time).toISOString(),
    new Date(time).toISOString().replace('.000', ''),
    String(time),
    String(time / 1000),
  ];
  const replacements = written(to);
  return written(from).reduce(
    (replaced, old, index) => replaced.replaceAll(old, replacements[index] ?? old),
    text,
  );
}
