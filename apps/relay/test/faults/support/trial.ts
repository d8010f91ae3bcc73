import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { authKey, authSecret } from '../../support/vendor.ts';
import { Follower } from './follower.ts';
import { balance } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { progressOf, readLog } from './log-rows.ts';
import type { Random } from './random.ts';
import { RelayHost } from './relay-host.ts';
import { Subscribers, subscriptions } from './subscribers.ts';
import { Vendor } from './vendor.ts';
import { waitFor, WorkingTime } from './wait-for.ts';

const adminKey = 'an-administrator-key-for-faults';

/** What a fault works on: running relays under load. */
export interface Trial {
  readonly hosts: readonly RelayHost[];
  readonly databaseUrl: string;
  readonly random: Random;
  readonly vendor: Vendor;
  readonly adminKey: string;
  /** The path of the connection's ingest URL. */
  readonly ingestPath: string;
  /** Sets what the preload module does to the processes. */
  control(settings: {
    readonly clockOffsetMs?: number;
    readonly sparePages?: number;
    readonly collections?: number;
  }): Promise<void>;
  /** The control file; processes write their reports beside it. */
  readonly controlFile: string;
  /** Ids of what the trial checks. */
  readonly connectionId: string;
  readonly subscriptionIds: readonly string[];
  /** Reports what the ledger does not see. */
  problem(text: string): void;
}

export interface TrialOptions {
  readonly random: Random;
  /** The URL of an empty database; by default a new SQLite file. */
  readonly databaseUrl?: string | undefined;
  readonly processes?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly lateRepeats?: boolean;
  /** The number of invoices for which the vendor sends at the same time. */
  readonly invoices?: number;
  /** The shortest and longest pause between two activities of an invoice. */
  readonly pauseMs?: readonly [number, number];
  /** Whether deliveries may still be waiting at the end, as after a clock that was ahead. */
  readonly mayWait?: boolean;
  /** Whether processes may leave requests without a response, as stalled ones do. */
  readonly mayHang?: boolean;
  /** Whether processes may exit by themselves, as when their database is gone at startup. */
  readonly mayEnd?: boolean;
  readonly fault: (trial: Trial) => Promise<void>;
}

/** The longest time without progress at the end. The moody subscriber causes retries of 5 s. */
const stuckAfterMs = 60_000;

/** Runs relays under load, causes a fault, and balances the books. */
export async function runTrial(options: TrialOptions): Promise<Ledger> {
  const { random } = options;
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'relay-faults-'));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const databaseUrl = options.databaseUrl ?? `sqlite:${join(folder, 'relay.sqlite')}`;
  const controlFile = join(folder, 'control.json');
  const problems: string[] = [];
  const subscribers = new Subscribers(random.fork());
  await subscribers.listen();
  cleanup.defer(() => subscribers.close());
  const hosts = await Promise.all(
    Array.from({ length: options.processes ?? 1 }, () =>
      RelayHost.create({
        DATABASE_URL: databaseUrl,
        RELAY_API_KEY: adminKey,
        RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
        RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
        FAULTS_CONTROL: controlFile,
        ...options.environment,
      }),
    ),
  );
  for (const host of hosts) host.start();
  cleanup.defer(async () => {
    for (const host of hosts) {
      host.signal('SIGCONT');
      await host.stop();
    }
  });
  for (const host of hosts) await host.ready();
  const first = hosts[0] as RelayHost;
  const { ingestPath, connectionId, subscriptionIds } = await setUp(first.url, subscribers);

  const listening = (): string[] => {
    const up = hosts.filter((host) => host.listening);
    return (up.length > 0 ? up : hosts).map(({ url }) => url);
  };
  const vendor = new Vendor({
    urls: () => listening().map((url) => `${url}${ingestPath}`),
    random: random.fork(),
    mayHang: options.mayHang === true,
  });
  const follower = new Follower({ urls: listening, key: adminKey });
  vendor.start({
    invoices: options.invoices ?? 12,
    ...(options.pauseMs === undefined ? {} : { pauseMs: options.pauseMs }),
  });
  follower.start();
  // Also if the trial ends with an error: otherwise they would continue forever.
  cleanup.defer(() => {
    vendor.abandon();
    follower.abandon();
  });
  await options.fault({
    hosts,
    databaseUrl,
    random,
    vendor,
    adminKey,
    ingestPath,
    controlFile,
    connectionId,
    subscriptionIds,
    async control(settings) {
      await writeFile(controlFile, JSON.stringify(settings));
    },
    problem: (text) => problems.push(text),
  });
  for (const host of hosts) await host.ready();
  await vendor.stop();
  const books = { databaseUrl, connectionId, subscriptionIds };
  await untilQuiet({ ...books, acknowledged: vendor.count, mayWait: options.mayWait === true });
  await follower.stop();
  for (const host of hosts) {
    const code = await host.stop();
    if (code !== 0)
      problems.push(`SIGTERM ended a process with ${code}: ${host.output.slice(-600)}`);
    if (options.mayEnd !== true) {
      problems.push(...host.ends.map((end) => `a process exited by itself with ${end}`));
    }
  }
  const ledger = balance({
    acknowledged: vendor.acknowledged,
    log: await readLog(books),
    subscriptionIds,
    receipts: subscribers.receipts,
    followed: follower.seen,
    lateRepeats: options.lateRepeats ?? false,
  });
  const pending =
    ledger.pending > 0 && options.mayWait !== true
      ? [`${ledger.pending} deliveries are stuck`]
      : [];
  return {
    ...ledger,
    problems: [
      ...problems,
      ...pending,
      ...vendor.problems,
      ...follower.problems,
      ...ledger.problems,
    ],
  };
}

async function setUp(url: string, subscribers: Subscribers) {
  const create = async (route: string, body: object): Promise<Record<string, string>> => {
    const response = await fetch(`${url}${route}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.status === 201) return (await response.json()) as Record<string, string>;
    const told = await response.text();
    if (response.status !== 503) throw new Error(`${route}: ${told}`);
    await wait(1_000);
    return create(route, body);
  };
  const { id: connectionId = '', ingestUrl } = await create('/v1/connections', {
    source: 'envoice',
    name: 'Shop',
    // Nobody listens there: a trial calls no vendor.
    credentials: { authKey, authSecret, baseUrl: 'http://127.0.0.1:9' },
    verification: {
      mode: 'signature',
      scheme: {
        digest: 'hmac-sha256',
        key: 'authSecret',
        parts: ['timestamp', 'activity'],
        separator: '.',
        encoding: 'hex',
      },
    },
  });
  const subscriptionIds: string[] = [];
  for (const [index, { eventTypes }] of subscriptions.entries()) {
    const { id } = await create('/v1/subscriptions', {
      url: subscribers.url(index),
      eventTypes,
      connectionIds: [connectionId],
    });
    subscriptionIds.push(id as string);
  }
  return { ingestPath: new URL(ingestUrl as string).pathname, connectionId, subscriptionIds };
}

/**
 * Resolves once everything is made and delivered, however much it is, or nothing moves any more.
 */
async function untilQuiet(options: {
  readonly databaseUrl: string;
  readonly connectionId: string;
  readonly subscriptionIds: readonly string[];
  readonly acknowledged: number;
  readonly mayWait: boolean;
}): Promise<void> {
  let sinceMove = new WorkingTime();
  let before = '';
  await waitFor(
    async () => {
      const { kept, pending } = await progressOf(options);
      const now = `${kept} ${pending}`;
      if (now !== before) sinceMove = new WorkingTime();
      before = now;
      const isMade = kept >= options.acknowledged;
      if (isMade && pending === 0) return true;
      const patienceMs = isMade && options.mayWait ? 5_000 : stuckAfterMs;
      return sinceMove.passed > patienceMs;
    },
    { withinMs: Number.POSITIVE_INFINITY, everyMs: 250 },
  );
}
