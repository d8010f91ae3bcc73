import { expect } from 'vitest';

import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { playSource } from './played-source.ts';
import type { PlayedActivity, PlayedSource } from './played-source.ts';
import { startTestRelay, until } from './relay.ts';
import type { ApiResponse, TestRelay } from './relay.ts';

/** A relay connected to a played vendor. */
export interface BackfillSetup extends AsyncDisposable {
  readonly relay: TestRelay;
  readonly vendor: PlayedSource;
  readonly connectionId: string;
  /** Sends an activity by webhook. */
  webhook(activity: PlayedActivity, headers?: Record<string, string>): Promise<ApiResponse>;
  /** Requests a backfill. */
  request(body?: object): Promise<ApiResponse>;
  /** Lists all backfills of the connection, newest first. */
  list(): Promise<ApiResponse['body'][]>;
  /** @returns the newest, once it has this status */
  reached(status: string): Promise<ApiResponse['body']>;
  /** Numbers of the activities in the event log, in log order. */
  logged(): Promise<number[]>;
  /** Their ids, unparsed. */
  loggedIds(): Promise<string[]>;
  /**
   * Resolves once the check for due backfills is over and the next one is scheduled. A test waits
   * for it before it lets more time pass: a check in progress would schedule the next one from then
   * on.
   */
  checked(): Promise<void>;
}

export async function setUpBackfill(
  documents: PlayedActivity[][] = [],
  options: { readonly positions?: boolean } = {},
): Promise<BackfillSetup> {
  const vendor = playSource(documents, options);
  const { backfill: _, ...withoutBackfill } = vendor.source;
  const sources = new SourceRegistry([
    vendor.source,
    { ...withoutBackfill, name: 'webhooks-only', title: 'Webhooks Only' },
  ]);
  const relay = await startTestRelay({ sources });
  await checked(relay);
  const { id, ingestUrl } = await relay.connect({ source: 'played', credentials: {} });
  const setup: BackfillSetup = {
    relay,
    vendor,
    connectionId: id,
    webhook: (activity, headers) => relay.post(ingestUrl, JSON.stringify(activity), headers),
    request: (body) => relay.call('POST', `/v1/connections/${id}/backfill`, body),
    async list() {
      return (await relay.call('GET', `/v1/connections/${id}/backfills`)).body.data;
    },
    async reached(status) {
      await until(async () => expect((await setup.list())[0]).toMatchObject({ status }));
      return (await setup.list())[0];
    },
    logged: async () => (await setup.loggedIds()).map(Number),
    async loggedIds() {
      const { data } = (await relay.call('GET', '/v1/events?limit=200')).body;
      return data.map((event: ApiResponse['body']) => event.data.activity.id);
    },
    checked: () => checked(relay),
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
  };
  return setup;
}

async function checked({ rows, clock }: TestRelay): Promise<void> {
  await until(async () =>
    expect(
      await rows(
        `SELECT 1 FROM "jobs"
         WHERE "kind" = 'backfill-check' AND "claim" IS NULL AND "due_at" > ${clock.now()}`,
      ),
    ).toHaveLength(1),
  );
}

/** A point at which something waits until it is released. */
export function barrier(): {
  readonly reached: Promise<void>;
  open(): void;
  wait(): Promise<void>;
} {
  let reach = (): void => {};
  let open = (): void => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    reached,
    open: () => open(),
    wait() {
      reach();
      return opened;
    },
  };
}
