import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';

import { Counter, CountingProxy } from '../support/counting-proxy.ts';
import type { Random } from '../support/random.ts';
import { RelayHost } from '../support/relay-host.ts';
import { SandboxProcess } from '../support/sandbox-process.ts';
import { waitFor } from '../support/wait-for.ts';

const adminKey = 'an-administrator-key-for-faults';

/** The number of documents to request and send: enough to outlast the kills. */
const documents = 120;

/** Configured limits or defaults, per second and at the same time. */
const account = { perSecond: 10, atOnce: 3 };
const pollsPerSecond = 5;
const subscription = { maxPerSecond: 20, maxInFlight: 2 };

/** The time limit until everything is requested and sent. Milliseconds. */
const doneWithinMs = 180_000;

/**
 * Limits of a vendor's account, of polls and of a subscription hold for all processes together,
 * while the one that asks and sends is killed or restarted again and again: as counted by the
 * vendor (the sandbox) and the subscriber.
 *
 * @returns what went wrong
 */
export async function limits(options: {
  readonly random: Random;
  readonly databaseUrl: string;
  readonly processes: number;
  readonly rounds: number;
  readonly tell: (text: string) => void;
}): Promise<readonly string[]> {
  const { databaseUrl, processes, random } = options;
  const problems: string[] = [];
  await using cleanup = new AsyncDisposableStack();
  const sandbox = cleanup.use(await SandboxProcess.start());
  const vendors = cleanup.use(await CountingProxy.start({ target: sandbox.url }));
  const sink = cleanup.use(await startSink());
  const hosts = await Promise.all(
    Array.from({ length: processes }, (_, index) =>
      RelayHost.create({
        DATABASE_URL: databaseUrl,
        // The first one only accepts webhooks, so that all of them arrive.
        RELAY_ROLE: index === 0 ? 'api' : 'worker',
        RELAY_API_KEY: adminKey,
        RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
        RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      }),
    ),
  );
  for (const host of hosts) host.start();
  cleanup.defer(async () => {
    for (const host of hosts) await host.stop();
  });
  for (const host of hosts) await host.ready();
  const [api, ...workers] = hosts as [RelayHost, ...RelayHost[]];
  await setUp({ api, sandbox, vendors, sinkUrl: sink.url });

  for (let round = 0; round < options.rounds; round += 1) {
    await wait(random.integer(1_500, 4_000));
    const leader = await leaderOf(databaseUrl, workers);
    if (leader === undefined) continue;
    if (round % 2 === 0) leader.kill();
    else {
      const code = await leader.stop();
      if (code !== 0) problems.push(`SIGTERM ended a process with ${code}`);
      leader.start();
    }
  }
  const counted = {
    'requests to the account': vendors.of('envoice'),
    polls: vendors.of('invoice7'),
    deliveries: sink.counter,
  };
  const isDone = await waitFor(() => nothingWaits(databaseUrl), {
    withinMs: doneWithinMs,
    everyMs: 500,
  });
  if (!isDone) problems.push(`something is still waiting after ${doneWithinMs / 1_000} s`);
  for (const [what, counter] of Object.entries(counted)) {
    options.tell(
      `limits: ${counter.count} ${what}, at most ${counter.maxWithin(1)} within a second, ${counter.maxWithin(5)} within five, ${counter.maxOpen} at once`,
    );
  }
  const hold = (what: keyof typeof counted, perSecond: number, atOnce: number): void => {
    const counter = counted[what];
    if (counter.count < documents) problems.push(`only ${counter.count} ${what}`);
    // The start of a second is arbitrary: the ends of two may fall into one of ours.
    if (counter.maxWithin(1) > perSecond * 2 || counter.maxWithin(5) > perSecond * 6) {
      problems.push(`${what}: more than ${perSecond} in a second`);
    }
    if (counter.maxOpen > atOnce) {
      problems.push(`${what}: ${counter.maxOpen} at once, the limit is ${atOnce}`);
    }
  };
  hold('requests to the account', account.perSecond, account.atOnce);
  hold('polls', pollsPerSecond, account.atOnce);
  hold('deliveries', subscription.maxPerSecond, subscription.maxInFlight);
  return problems;
}

async function setUp(options: {
  readonly api: RelayHost;
  readonly sandbox: SandboxProcess;
  readonly vendors: CountingProxy;
  readonly sinkUrl: string;
}): Promise<void> {
  const { api, sandbox, vendors } = options;
  const create = async (route: string, body: object): Promise<Record<string, string>> => {
    const answer = await fetch(`${api.url}/v1/${route}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status !== 201) throw new Error(`${route}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, string>;
  };
  await sandbox.control('POST', 'invoice7/invoices', { count: documents });
  const credentials = { authKey: 'sandbox-key', authSecret: 'sandbox-secret' };
  const enriched = await create('connections', {
    source: 'envoice',
    name: 'Asked for each document',
    credentials: { ...credentials, baseUrl: `${vendors.url}/envoice` },
    enrich: true,
  });
  const plain = await create('connections', {
    source: 'envoice',
    name: 'Asked for nothing',
    credentials: { ...credentials, baseUrl: 'http://127.0.0.1:9' },
  });
  await create('subscriptions', {
    url: options.sinkUrl,
    eventTypes: ['*'],
    connectionIds: [plain['id']],
    ...subscription,
  });
  await create('connections', {
    source: 'drupal-invoice',
    name: 'Polled',
    credentials: {
      baseUrl: `${vendors.url}/invoice7`,
      auth: { kind: 'basic', username: 'sandbox', password: 'sandbox' },
    },
    poll: { startFrom: 'beginning', requestsPerSecond: pollsPerSecond },
  });
  for (const { ingestUrl } of [enriched, plain]) {
    await sandbox.control('POST', 'webhooks', { url: ingestUrl as string });
  }
  await sandbox.control('POST', 'burst', { count: documents * 3 });
}

/** The process that does the background work, by the name it wrote. */
async function leaderOf(
  databaseUrl: string,
  hosts: readonly RelayHost[],
): Promise<RelayHost | undefined> {
  const [row] = await ask<{ owner: string }>(
    databaseUrl,
    `SELECT "owner" FROM "leases" WHERE "name" = 'jobs'`,
  );
  const pid = Number(row?.owner.split('/')[1]);
  return hosts.find((host) => host.pid === pid);
}

async function nothingWaits(databaseUrl: string): Promise<boolean> {
  const [row] = await ask<{ waiting: number }>(
    databaseUrl,
    `SELECT (SELECT count(*) FROM "inbox") + (SELECT count(*) FROM "lanes")
       + (SELECT count(*) FROM "events" WHERE "enrich_until" IS NOT NULL)
       + (SELECT count(*) FROM "polls" WHERE "next_poll_at" <= "requested_at" OR "finished_at" IS NULL)
       AS "waiting"`,
  );
  return Number(row?.waiting) === 0;
}

async function ask<Row>(databaseUrl: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A subscriber that takes its time. */
async function startSink(): Promise<
  AsyncDisposable & { readonly url: string; readonly counter: Counter }
> {
  const counter = new Counter();
  const server = createServer((incoming, outgoing) => {
    const end = counter.begin();
    outgoing.once('close', end);
    incoming.resume();
    incoming.once('end', () => {
      setTimeout(() => outgoing.writeHead(200).end(), 30);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    counter,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
