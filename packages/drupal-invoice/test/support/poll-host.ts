import { createFakeClock, createPollMemory, pollUntilDone } from '@invoice-relay/core/testing';
import type { FakeClock, PollUntilDoneOptions, TestPollMemory } from '@invoice-relay/core/testing';
import type { PollResult, PollStart } from '@invoice-relay/core/source';
import * as v from 'valibot';

import { drupalInvoiceSettingsSchema } from '../../src/credentials.ts';
import { readRecord } from '../../src/record/index.ts';
import type { InvoiceRecord } from '../../src/record/index.ts';
import { createDrupalInvoiceSource } from '../../src/source.ts';
import { createPlayedSite } from './played-site.ts';
import type { PlayedSite } from './played-site.ts';

/** A miniature relay, and a site that it polls. */
export interface TestHost {
  readonly site: PlayedSite;
  readonly clock: FakeClock;
  readonly memory: TestPollMemory;
  /** The options of a poll, apart from the memory. */
  readonly connection: Omit<PollUntilDoneOptions, 'memory'>;
  settings: object;
  startFrom: PollStart;
  /** The steps of the last poll. */
  steps: readonly PollResult[];
  /** The requests of the last poll. */
  requests: number;
  /** Lets five minutes pass and polls. Returns what was reported, in readable form. */
  poll(options?: {
    readonly requested?: boolean;
    readonly maxSteps?: number;
  }): Promise<readonly string[]>;
}

const base = 'https://shop.example/drupal';
export const user = { username: 'relay', password: 'secret' };

export function createTestHost(
  options: { readonly startFrom?: PollStart; readonly settings?: object } = {},
): TestHost {
  const clock = createFakeClock();
  const site = createPlayedSite({ now: clock.now, base, user });
  const source = createDrupalInvoiceSource({
    now: clock.now,
    random: () => 0.5,
    sleep: clock.sleep,
  });
  const memory = createPollMemory();
  const host: TestHost = {
    site,
    clock,
    memory,
    get connection() {
      return {
        source,
        credentials: { baseUrl: base, auth: { kind: 'basic', ...user } },
        settings: v.parse(drupalInvoiceSettingsSchema, host.settings),
        transport: site.transport,
        startFrom: host.startFrom,
      };
    },
    settings: options.settings ?? {},
    startFrom: options.startFrom ?? 'now',
    steps: [],
    requests: 0,
    poll: async ({ requested = false, maxSteps = 10_000 } = {}) => {
      clock.advance(300_000);
      const before = site.asked.length;
      const { steps, activities } = await pollUntilDone({
        ...host.connection,
        memory,
        requested,
        maxSteps,
      });
      host.steps = steps;
      host.requests = site.asked.length - before;
      const ids = memory.activities.map(({ id }) => id);
      if (new Set(ids).size !== ids.length) throw new Error(`An id was used twice: ${ids.join()}`);
      return activities.map(({ raw }) => summarize(readRecord(raw)));
    },
  };
  return host;
}

function summarize({ id, change, changed, turned, isEdited }: InvoiceRecord): string {
  if (change !== 'changed') return `${change} ${id}`;
  const edited = isEdited ? `changed ${id} (${changed.join(', ')})` : '';
  return [edited, turned === null ? '' : `${turned} ${id}`].filter(Boolean).join(', ');
}
