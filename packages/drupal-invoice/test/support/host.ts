import { createFakeClock } from '@invoice-relay/core/testing';
import type { FakeClock } from '@invoice-relay/core/testing';
import type { JsonObject } from '@invoice-relay/core/models';
import type {
  PollMemory,
  PollResult,
  PollStart,
  RememberedDocument,
} from '@invoice-relay/core/source';

import { createDrupalInvoiceSource } from '../../src/source.ts';
import { readRecord } from '../../src/record/index.ts';
import type { InvoiceRecord } from '../../src/record/index.ts';
import { createFakeSite } from './fake-site.ts';
import type { FakeSite } from './fake-site.ts';

/** An activity as a person would tell it. */
export interface Told {
  readonly id: string;
  readonly what: string;
  readonly record: InvoiceRecord;
}

/** A relay in small: keeps what a step gives, or loses all of it. */
export interface Host {
  readonly site: FakeSite;
  readonly clock: FakeClock;
  startFrom: PollStart;
  requested: boolean;
  intervalSeconds: number;
  /** Everything told and kept, in order. */
  readonly told: Told[];
  readonly memory: Map<string, RememberedDocument>;
  cursor: JsonObject | null;
  last: PollResult | null;
  steps: number;
  /** Makes one step and keeps it; with `crash` it is lost before that. */
  step(options?: { readonly crash?: boolean; readonly signal?: AbortSignal }): Promise<PollResult>;
  /** Steps until a poll is at its end. What was told meanwhile. */
  poll(): Promise<readonly string[]>;
  /** One poll for every interval of this time. */
  pass(milliseconds: number): Promise<readonly string[]>;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export function createHost(options: { readonly startFrom?: PollStart } = {}): Host {
  const clock = createFakeClock();
  const site = createFakeSite({ now: clock.now });
  const source = createDrupalInvoiceSource({
    now: clock.now,
    random: () => 0.5,
    sleep: clock.sleep,
  });
  const memory = new Map<string, RememberedDocument>();

  const host: Host = {
    site,
    clock,
    startFrom: options.startFrom ?? 'now',
    requested: false,
    intervalSeconds: 60,
    told: [],
    memory,
    cursor: null,
    last: null,
    steps: 0,
    step: async ({ crash = false, signal = new AbortController().signal } = {}) => {
      const cursor = structuredClone(host.cursor);
      const result = await source.poll(cursor, {
        credentials: { baseUrl: 'https://shop.example/drupal', auth: { kind: 'none' } },
        settings: { timeZone: 'UTC' },
        transport: site.transport,
        signal,
        memory: memoryOf(memory),
        startFrom: host.startFrom,
        intervalSeconds: host.intervalSeconds,
        requested: host.requested,
      });
      host.steps += 1;
      if (!crash) keep(host, result);
      return result;
    },
    poll: async () => {
      const before = host.told.length;
      for (let steps = 0; ; steps += 1) {
        if (steps > 2000) throw new Error('The poll does not end.');
        if (!(await host.step()).more) break;
      }
      return host.told.slice(before).map(({ what }) => what);
    },
    pass: async (milliseconds) => {
      const before = host.told.length;
      const end = clock.now() + milliseconds;
      while (clock.now() < end) {
        clock.advance(Math.min(host.intervalSeconds * 1000, end - clock.now()));
        await host.poll();
      }
      return host.told.slice(before).map(({ what }) => what);
    },
  };
  return host;
}

function keep(host: Host, result: PollResult): void {
  for (const document of result.remember ?? []) {
    host.memory.set(document.key, structuredClone(document));
  }
  for (const key of result.forget ?? []) host.memory.delete(key);
  host.cursor = structuredClone(result.cursor);
  host.last = result;
  for (const { id, raw } of result.activities) {
    const record = readRecord(raw);
    host.told.push({ id, what: tell(record), record });
  }
}

function tell({ id, change, changed, turnedPaid }: InvoiceRecord): string {
  if (change === 'new') return `new ${id}`;
  return `${turnedPaid ? 'paid' : 'changed'} ${id}: ${changed.join(', ')}`;
}

function memoryOf(documents: Map<string, RememberedDocument>): PollMemory {
  return {
    get: async (keys) => keys.flatMap((key) => documents.get(key) ?? []),
    due: async ({ before, limit }) =>
      [...documents.values()]
        .flatMap((document) =>
          document.dueAt !== null && document.dueAt < before
            ? [{ document, dueAt: document.dueAt }]
            : [],
        )
        .toSorted((a, b) => a.dueAt - b.dueAt)
        .slice(0, limit)
        .map(({ document }) => document),
  };
}
