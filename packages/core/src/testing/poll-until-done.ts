import { SourceError } from '../errors/index.ts';
import type {
  Activity,
  AnySource,
  PollContext,
  PollResult,
  PollStart,
  Transport,
} from '../source/index.ts';
import type { TestPollMemory } from './poll-memory.ts';

export interface PollUntilDoneOptions {
  readonly source: Pick<AnySource, 'poll'>;
  /** What the host stores between polls: see `createPollMemory`. */
  readonly memory: TestPollMemory;
  readonly transport: Transport;
  /** As returned by the source's own schema. */
  readonly credentials: unknown;
  /** As returned by the source's own schema; `{}` by default. */
  readonly settings?: unknown;
  readonly startFrom?: PollStart;
  /** 300 by default. */
  readonly intervalSeconds?: number;
  readonly requested?: boolean;
  readonly signal?: AbortSignal;
  /** 1000 by default. */
  readonly maxSteps?: number;
}

/** One poll, from its first step to the one after which there is no more. */
export interface PollRun {
  readonly steps: readonly PollResult[];
  /** Those of all steps, in order. */
  readonly activities: readonly Activity[];
}

/**
 * Polls as a host does: step by step, each stored before the next, until there is no more.
 *
 * If a step throws, the steps before it are stored in `memory`, and nothing of this one.
 *
 * @throws {SourceError} `source_contract_broken` if it never ends
 * @throws what the source throws
 */
export async function pollUntilDone(options: PollUntilDoneOptions): Promise<PollRun> {
  const { source, memory, maxSteps = 1000 } = options;
  const context: PollContext<unknown, unknown> = {
    credentials: options.credentials,
    settings: options.settings ?? {},
    transport: options.transport,
    signal: options.signal ?? new AbortController().signal,
    memory,
    startFrom: options.startFrom ?? 'now',
    intervalSeconds: options.intervalSeconds ?? 300,
    requested: options.requested ?? false,
  };
  if (!source.poll) {
    throw new SourceError('source_capability_missing', 'The source offers no poll.');
  }
  const steps: PollResult[] = [];
  while (steps.length < maxSteps) {
    const step = await source.poll(memory.cursor, context);
    memory.keep(step);
    steps.push(step);
    if (!step.more) return { steps, activities: steps.flatMap(({ activities }) => activities) };
  }
  throw new SourceError(
    'source_contract_broken',
    `It is not finished after ${maxSteps} steps: a poll must end.`,
  );
}
