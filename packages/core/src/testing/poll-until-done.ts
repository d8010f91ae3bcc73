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
  /** What the host keeps between polls: see `createPollMemory`. */
  readonly memory: TestPollMemory;
  readonly transport: Transport;
  /** As the source's own schema gives them. */
  readonly credentials: unknown;
  /** As the source's own schema gives them; `{}` unless said. */
  readonly settings?: unknown;
  readonly startFrom?: PollStart;
  /** 300 unless said. */
  readonly intervalSeconds?: number;
  readonly requested?: boolean;
  readonly signal?: AbortSignal;
  /** 1000 unless said. */
  readonly maxSteps?: number;
}

/** One poll, from its first step to the one after which there is no more. */
export interface PollRun {
  readonly steps: readonly PollResult[];
  /** Those of all steps, in order. */
  readonly activities: readonly Activity[];
}

/**
 * Polls as a host does: step after step, each kept before the next, until there is no more.
 *
 * When a step throws, the steps before it are kept in `memory`, and nothing of this one.
 *
 * @throws {SourceError} `source_contract_broken` when there is more without end
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
    `After ${maxSteps} steps there is still more: a poll has to come to an end.`,
  );
}
