import { readFileSync } from 'node:fs';

import { HostileClient } from '../support/hostile-client.ts';
import type { Ledger } from '../support/ledger.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';
import { wait } from '../support/wait.ts';

/** How much more memory a process may hold after all of it than after the first part. MiB. */
const mayGrow = 120;

/** A long run says how far it is. */
const toldEvery = 20_000;

/** Requests that nobody should send, from many at once: never a 500, never a hang, memory flat. */
export function hostile(
  options: Omit<TrialOptions, 'fault'> & {
    readonly requests: number;
    readonly tell: (text: string) => void;
  },
): Promise<Ledger> {
  return runTrial({
    ...options,
    invoices: 2,
    async fault({ hosts, random, adminKey, ingestPath, problem }) {
      const host = hosts[0];
      if (host === undefined) return;
      const keys = await makeKeys(host.url, adminKey);
      const client = new HostileClient({ url: host.url, random, keys, ingestPath });
      // What it takes to be warm is no growth.
      await client.send(Math.min(3_000, options.requests / 4));
      const before = residentMiB(host.pid);
      for (let left = options.requests; left > 0; left -= toldEvery) {
        await client.send(Math.min(left, toldEvery));
        options.tell(`hostile: ${client.sent} requests, memory ${residentMiB(host.pid)} MiB`);
      }
      await wait(1_000);
      const after = residentMiB(host.pid);
      options.tell(
        `hostile: ${client.sent} requests, answers ${JSON.stringify(client.answers)}, memory ${before} MiB, then ${after} MiB`,
      );
      for (const found of client.problems.slice(0, 20)) problem(found);
      if (after > before + mayGrow) problem(`memory grew from ${before} to ${after} MiB`);
    },
  });
}

async function makeKeys(url: string, adminKey: string): Promise<string[]> {
  return Promise.all(
    Array.from({ length: 25 }, async () => {
      const answer = await fetch(`${url}/v1/api-keys`, {
        method: 'POST',
        headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'hostile', scopes: ['admin'] }),
      });
      return ((await answer.json()) as { key: string }).key;
    }),
  );
}

/** Without mapped files: pages of the database are no memory of the process. */
function residentMiB(pid: number): number {
  const kilobytes = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
