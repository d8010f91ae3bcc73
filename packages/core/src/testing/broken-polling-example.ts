import type { PollResult, SourceOptions, Transport } from '../source/index.ts';
import type { SourceContractOptions } from './contract-options.ts';
import type { Ledger } from './example-ledger.ts';
import { createPollingExample } from './polling-example.ts';
import { pollingContract } from './polling-example-contract.ts';
import type { PollingExample } from './polling-example.ts';
import { sourceContract } from './source-contract.ts';

export type PollingContract = SourceContractOptions<{ readonly token: string }, Ledger>;
type PollContext = Parameters<PollingExample['poll']>[1];

/** The names of the failing cases, for the polling example with something changed, sorted. */
export async function failing(change: Partial<PollingContract>): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, run } of sourceContract({ ...pollingContract, ...change }).cases) {
    await run().catch(() => failed.push(name));
  }
  return failed.toSorted();
}

export function broken(
  change: (source: PollingExample, runtime: SourceOptions) => Partial<PollingExample>,
): Partial<PollingContract> {
  return {
    createSource: (runtime) => {
      const source = createPollingExample(runtime);
      return { ...source, ...change(source, runtime) };
    },
  };
}

/** A poll whose context is changed before, and whose step after. */
export function brokenPoll(change: {
  readonly context?: (context: PollContext) => Partial<PollContext>;
  readonly step?: (step: PollResult, runtime: SourceOptions, context: PollContext) => object;
}): Partial<PollingContract> {
  return broken(({ poll }, runtime) => ({
    poll: async (cursor, context) => {
      const step = await poll(cursor, { ...context, ...change.context?.(context) });
      return { ...step, ...change.step?.(step, runtime, context) };
    },
  }));
}

/** All that call the vendor, through a changed transport. One change per source. */
export function brokenTransport(change: () => (transport: Transport) => Transport) {
  return broken((source) => {
    const changed = change();
    const by = <Context extends { readonly transport: Transport }>(context: Context) => ({
      ...context,
      transport: changed(context.transport),
    });
    return {
      poll: (cursor, context) => source.poll(cursor, by(context)),
      backfill: (options, context) => source.backfill(options, by(context)),
      confirm: (activities, context) => source.confirm(activities, by(context)),
      enrich: (subject, context) => source.enrich(subject, by(context)),
    };
  });
}

/** All that call the vendor, with other errors. */
export function brokenErrors(change: (error: unknown, token: string) => unknown) {
  return broken((source) => {
    const instead = (error: unknown, context: { readonly credentials: { token: string } }) => {
      throw change(error, context.credentials.token);
    };
    return {
      poll: (cursor, context) =>
        source.poll(cursor, context).catch((error: unknown) => instead(error, context)),
      async *backfill(options, context) {
        try {
          yield* source.backfill(options, context);
        } catch (error) {
          instead(error, context);
        }
      },
      confirm: (activities, context) =>
        source.confirm(activities, context).catch((error: unknown) => instead(error, context)),
      enrich: (subject, context) =>
        source.enrich(subject, context).catch((error: unknown) => instead(error, context)),
    };
  });
}
