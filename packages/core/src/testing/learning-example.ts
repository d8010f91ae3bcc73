import { PayloadError, SignatureError } from '../errors/index.ts';
import { isObject } from '../json/index.ts';
import type { SignatureScheme } from '../signature/index.ts';
import type { Activity, SourceV1 } from '../source/index.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { createExampleSource, exampleContract, normalize } from './example-source.ts';
import type { ExampleSource } from './example-source.ts';

/** How this vendor signs, as far as its source has detected it. */
const foundScheme: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};

export type LearningExample = ExampleSource & Required<Pick<SourceV1, 'learn'>>;

/** A source that detects its scheme, and that learns what the numbers of its webhooks mean. */
export function createLearningExample(): LearningExample {
  const source = createExampleSource();
  return {
    ...source,
    webhook: {
      ...source.webhook,
      findsScheme: true,
      verify: verifyFound,
      parse: (request, context) => {
        try {
          return source.webhook.parse(request, context);
        } catch (error) {
          throw keepable(request.body, error);
        }
      },
    },
    normalize: (activity, context) => {
      const { what, ...record } = read(activity);
      const known = context?.facts?.['names'];
      const name = isObject(known) ? known[what] : undefined;
      const raw = JSON.stringify({ ...record, what: typeof name === 'string' ? name : what });
      return normalize({ ...activity, raw: new TextEncoder().encode(raw) });
    },
    learn: ({ facts, sameActivity }) => {
      const { what: number } = read(sameActivity.webhook);
      const { what: name } = read(sameActivity.api);
      const names = facts?.['names'];
      const known = isObject(names) ? names : {};
      if (number === name || known[number] === name) return undefined;
      return {
        facts: { names: { ...known, [number]: name } },
        notes: [`${number} stands for ${name}.`],
      };
    },
  };
}

const verifyFound: ExampleSource['webhook']['verify'] = async (request, context) => {
  const { scheme, fallback } = context;
  const isFound = scheme === 'auto' || JSON.stringify(scheme) === JSON.stringify(foundScheme);
  if (!isFound && fallback !== 'auto') {
    throw new SignatureError('signature_mismatch', 'The webhook does not fit the chosen scheme.');
  }
  try {
    await createExampleSource().webhook.verify(request, context);
  } catch (error) {
    if (!(error instanceof SignatureError) || error.code !== 'signature_mismatch') throw error;
    throw new SignatureError('signature_scheme_not_found', 'The webhook fits no scheme.');
  }
  // Parses it like `parse` does, so that both agree on what is unreadable.
  createExampleSource().webhook.parse(request, { now: context.now });
  return { scheme: foundScheme };
};

function read({ raw }: Activity): Record<string, never> & { readonly what: string } {
  return JSON.parse(new TextDecoder().decode(raw)) as Record<string, never> & { what: string };
}

function keepable(body: Uint8Array, error: unknown): unknown {
  const looksReal = new TextDecoder().decode(body).startsWith('{"activity":');
  return looksReal ? new PayloadError('payload_unreadable', 'Not readable yet.') : error;
}

const paid = { kind: 'invoice', id: '7', number: null } as const;

export const learningContract: SourceContractOptions<{ secret: string }> = {
  ...exampleContract,
  createSource: createLearningExample,
  learn: {
    activities: [
      {
        name: 'a number',
        id: 'a1',
        webhook: '{"id":"a1","what":"11","invoice":"7"}',
        api: '{"id":"a1","what":"paid","invoice":"7"}',
        event: { type: 'invoice.paid', subject: paid },
      },
      {
        name: 'a name',
        id: 'a2',
        webhook: '{"id":"a2","what":"paid","invoice":"7"}',
        api: '{"id":"a2","what":"paid","invoice":"7"}',
        event: null,
      },
    ],
  },
};
