import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

import { DescribedResponses } from '../../support/described-responses.ts';
import { ActivityWatch } from '../support/activity-watch.ts';
import { readApi } from '../support/hostile/api.ts';
import { HostileClient } from '../support/hostile/client.ts';
import { startSink } from '../support/hostile/sink.ts';
import { Targets } from '../support/hostile/targets.ts';
import type { Ledger } from '../support/ledger.ts';
import { MemoryWatch } from '../support/memory.ts';
import { runTrial } from '../support/trial.ts';
import type { Trial, TrialOptions } from '../support/trial.ts';
import { waitFor } from '../support/wait-for.ts';

/**
 * The number of memory readings of a run, each after a garbage collection, and requests per
 * reading.
 */
const readings = { most: 40, least: 6, every: 5_000 };

/** From this many requests on, a run waits for the relay to give up requests that never end. */
const patientFrom = 10_000;

/** The first problems say enough. */
const shownProblems = 20;

/** The number of additional files and sockets that may be open once all callers are gone. */
const mayStayOpen = 16;

/** Requests that nobody should send, many at once: never a 500, never a hang, constant memory. */
export function hostile(
  options: Omit<TrialOptions, 'fault'> & {
    readonly requests: number;
    readonly withinMs: number;
    readonly tell: (text: string) => void;
  },
): Promise<Ledger> {
  const { requests, tell } = options;
  return runTrial({
    ...options,
    invoices: 2,
    // So that the slowest subscriber keeps up, however long it takes.
    pauseMs: [50, 200],
    async fault(trial) {
      const { hosts, random, problem } = trial;
      await using sink = await startSink(random.fork());
      const { databaseUrl } = options;
      await using _watch =
        databaseUrl === undefined ? undefined : new ActivityWatch({ databaseUrl, tell });
      const url = hosts[0]?.url ?? '';
      const api = await readApi(url);
      const { keys, keyIds } = await makeKeys(url, trial.adminKey);
      const spared = [trial.connectionId, ...trial.subscriptionIds, ...keyIds];
      const targets = new Targets({ operations: api.operations, spared });
      const client = new HostileClient({
        urls: hosts.map((host) => host.url),
        described: new DescribedResponses(await (await fetch(`${url}/openapi.json`)).json()),
        patient: requests >= patientFrom,
        material: {
          random,
          api,
          targets,
          keys,
          ingestPath: trial.ingestPath,
          sinkUrl: sink.url,
        },
      });
      const memory = new MemoryWatch(trial);
      const opened = hosts.map(({ pid }) => openFiles(pid));
      const count = Math.min(readings.most, Math.max(readings.least, requests / readings.every));
      const own = monitorEventLoopDelay();
      own.enable();
      const began = performance.now();
      const until = began + options.withinMs;
      const sending = client.send(requests, { until });
      let told = 0;
      for (let part = 1; part <= count; part += 1) {
        const goal = Math.round((requests * part) / count);
        const isThere = (): boolean => client.sent >= goal || performance.now() > until;
        await Promise.race([sending, waitFor(isThere, { withinMs: Number.POSITIVE_INFINITY })]);
        const seconds = Math.round((performance.now() - began) / 1_000);
        const held = await memory.read(client.sent);
        tell(`hostile: ${client.sent} requests in ${seconds} s, memory ${held}`);
        // Early failures are reported without waiting for the end of an hour.
        for (const found of client.problems.slice(told, shownProblems)) tell(`hostile: ${found}`);
        told = client.problems.length;
        if (performance.now() > until) break;
      }
      await sending;
      await client.end();
      tell(`hostile: responses ${JSON.stringify(client.answers)}; ${targets.told()}`);
      const ownSeconds = (own.max / 1e9).toFixed(1);
      tell(
        `hostile: slowest responses ${client.slowest.join(', ')}; the callers themselves stalled for at most ${ownSeconds} s`,
      );
      for (const found of client.problems.slice(0, shownProblems)) problem(found);
      for (const found of memory.problems()) problem(found);
      for (const [index, host] of hosts.entries()) {
        const before = opened[index] ?? 0;
        const isClosed = (): boolean => openFiles(host.pid) <= before + mayStayOpen;
        if (await waitFor(isClosed, { withinMs: 20_000 })) continue;
        problem(`${openFiles(host.pid)} files and sockets stay open, ${before} before`);
      }
    },
  });
}

/**
 * Creates keys for the hostile callers. Returns them and the ids of all keys, including the trial's
 * own.
 */
async function makeKeys(url: string, adminKey: Trial['adminKey']) {
  const call = async <Answer>(method: string, body?: object): Promise<Answer> => {
    for (;;) {
      const answer = await fetch(`${url}/v1/api-keys`, {
        method,
        headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (answer.ok) return (await answer.json()) as Answer;
      const told = await answer.text();
      // As the relay says itself: on a slow machine others may write for longer than it waits.
      if (answer.status !== 503) throw new Error(`/v1/api-keys: ${told}`);
      await wait(1_000);
    }
  };
  const scopes = [...Array.from({ length: 20 }, () => 'admin'), 'subscribe', 'subscribe', 'read'];
  const made: { key: string }[] = [];
  for (const scope of scopes) made.push(await call('POST', { name: 'hostile', scopes: [scope] }));
  const { data } = await call<{ data: { id: string }[] }>('GET');
  return { keys: made.map(({ key }) => key), keyIds: data.map(({ id }) => id) };
}

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
