import type { NormalizedEvent } from '../events/index.ts';
import { createExampleSource, exampleContract, normalize } from './example-source.ts';
import type { ExampleSource } from './example-source.ts';
import { sourceContract } from './source-contract.ts';

export type Contract = typeof exampleContract;
/** What is broken, and the cases that have to see it: these, and no others. */
export type Break = readonly [string, Partial<Contract>, readonly string[]];

/** The names of the cases that fail, for the example source with something changed. */
export async function failing(change: Partial<Contract>): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of sourceContract({ ...exampleContract, ...change }).cases) {
    await run().catch(() => failed.push(name));
  }
  return failed;
}

export function broken(change: (source: ExampleSource) => object): Partial<Contract> {
  return {
    createSource: () => {
      const source = createExampleSource();
      return { ...source, ...change(source) };
    },
  };
}

export function brokenWebhook(
  change: (webhook: ExampleSource['webhook']) => object,
): Partial<Contract> {
  return broken(({ webhook }) => ({ webhook: { ...webhook, ...change(webhook) } }));
}

export function brokenEvent(change: (event: NormalizedEvent) => object): Partial<Contract> {
  return broken(() => ({
    normalize: (activity: Parameters<typeof normalize>[0]) => {
      const [event] = normalize(activity);
      return [{ ...event, ...change(event) }];
    },
  }));
}
