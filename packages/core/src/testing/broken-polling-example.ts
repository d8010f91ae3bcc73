import type { JsonObject } from '../events/index.ts';
import type { PollResult, SourceOptions, Transport } from '../source/index.ts';
import type { SourceContractOptions } from './contract-options.ts';
import type { Ledger } from './example-ledger.ts';
import { createPollMemory } from './poll-memory.ts';
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

/** Walks by the number of documents that it has passed, instead of by the last of them. */
export function pagesByNumber(): Partial<PollingContract> {
  return broken(({ poll }) => ({
    poll: async (cursor, context) => {
      const { walk, passed } = { walk: 0, passed: 0, ...cursor } as Record<
        'walk' | 'passed',
        number
      >;
      const transport: Transport = async (request) => {
        const invoices: { readonly id: number; readonly changedAt: number }[] = [];
        for (let since = walk, after = 0, more = true; more;) {
          const url = `https://ledger.example/invoices?changedSince=${since}&after=${after}`;
          const response = await context.transport({ ...request, url });
          const text = new TextDecoder().decode(response.body);
          if (response.status !== 200 || !text.startsWith('{')) return response;
          const page = JSON.parse(text);
          invoices.push(...page.invoices);
          const last = page.invoices.at(-1);
          if (last) [since, after] = [last.changedAt, last.id];
          more = page.more;
        }
        const page = invoices.slice(passed, passed + 2);
        const more = invoices.length > passed + 2;
        const body = new TextEncoder().encode(JSON.stringify({ invoices: page, more }));
        return { status: 200, headers: {}, body };
      };
      const step = await poll(cursor, { ...context, transport });
      const next = step.more
        ? { walk, passed: passed + 2 }
        : { walk: step.cursor['since'], passed: 0 };
      return { ...step, cursor: { ...step.cursor, ...next } as JsonObject };
    },
  }));
}

/**
 * A poll on request walks through the whole list by number, and takes those of the first three
 * invoices that it did not come across for gone.
 */
export function goneByNumber(): Partial<PollingContract> {
  return broken(({ poll }, runtime) => ({
    poll: async (cursor, context) => {
      const step = await poll(cursor, context);
      if (cursor === null || step.more || !context.requested) return step;
      const readPage = async (number: number) => {
        let page: PollResult | undefined;
        for (let passed = 0; passed <= number; passed += 1) {
          const from = page?.cursor ?? { since: 0, after: 0, first: false };
          page = await poll(from, {
            ...context,
            startFrom: 'beginning',
            memory: createPollMemory(),
          });
        }
        return page;
      };
      const found: string[] = [];
      for (let number = 0, more = true; more; number += 1) {
        const page = await readPage(number);
        found.push(...(page?.activities ?? []).map(({ id }) => id));
        more = page?.more ?? false;
      }
      const gone = ['1', '2', '3'].filter((id) => !found.includes(`${id}-1`));
      const activities = gone.map((id) => ({
        id: `${id}-gone`,
        raw: new TextEncoder().encode('{"what":"gone","number":1,"invoice":null}'),
        seenAt: new Date(runtime.now()).toISOString(),
      }));
      return { ...step, activities: [...step.activities, ...activities] };
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
