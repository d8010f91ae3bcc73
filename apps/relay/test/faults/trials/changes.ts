import { setTimeout as wait } from 'node:timers/promises';

import type { Ledger } from '../support/ledger.ts';
import type { Random } from '../support/random.ts';
import { runTrial } from '../support/trial.ts';
import type { Trial, TrialOptions } from '../support/trial.ts';

/** A `PATCH` or `POST` of an administrator. */
interface Call {
  readonly method: 'PATCH' | 'POST';
  readonly path: string;
  readonly body: object;
}

/**
 * Administrators pause, reorder, limit and rotate everything while processes get SIGKILL: what they
 * change must neither lose nor reorder anything.
 */
export function changesDuringKills(
  options: Omit<TrialOptions, 'fault'> & { readonly kills: number; readonly withinMs: number },
): Promise<Ledger> {
  return runTrial({
    ...options,
    // A process that waits too long for other writers when it starts says so and exits.
    mayEnd: true,
    async fault(trial) {
      const { hosts, random } = trial;
      const until = performance.now() + options.withinMs;
      const over = new AbortController();
      const administrators = trial.subscriptionIds.map((id) =>
        change({ trial, id, random: random.fork(), signal: over.signal }),
      );
      for (let count = 0; count < options.kills && performance.now() < until; count += 1) {
        // Enough for a few changes in between.
        await Promise.any(hosts.map((host) => host.ready()));
        await wait(random.integer(200, 3_000));
        random.pick(hosts).kill();
      }
      over.abort();
      await Promise.all(administrators);
    },
  });
}

/** One administrator's changes of a subscription and of the connection. */
async function change(options: {
  readonly trial: Trial;
  readonly id: string;
  readonly random: Random;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { trial, id, random, signal } = options;
  const path = `/v1/subscriptions/${id}`;
  const patch = (body: object): Call => ({ method: 'PATCH', path, body });
  const calls: readonly (() => Call)[] = [
    () => patch({ status: 'paused' }),
    () => patch({ status: 'active' }),
    () => patch({ ordering: random.pick(['subject', 'connection']) }),
    () => patch({ maxInFlight: random.pick([null, 2, 5]) }),
    () => ({
      method: 'POST',
      path: `${path}/rotate-secret`,
      body: { overlapSeconds: random.pick([0, 1]) },
    }),
    () => ({
      method: 'PATCH',
      path: `/v1/connections/${trial.connectionId}`,
      body: { holdSeconds: random.pick([0, 1]) },
    }),
  ];
  while (!signal.aborted) {
    await call(trial, random, random.pick(calls)());
    await wait(random.integer(20, 400));
  }
  await call(trial, random, patch({ status: 'active' }));
}

/** Repeats it until a process has responded. */
async function call(trial: Trial, random: Random, { method, path, body }: Call): Promise<void> {
  for (;;) {
    const up = trial.hosts.filter((host) => host.listening);
    const answer = await fetch(`${random.pick(up.length > 0 ? up : trial.hosts).url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${trial.adminKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    }).catch(() => undefined);
    // Too many rotated secrets are still valid: as good as any response.
    if (answer?.ok === true || answer?.status === 409) return;
    if (answer !== undefined && answer.status !== 503) {
      trial.problem(`${method} ${path} got ${answer.status}: ${await answer.text()}`);
      return;
    }
    await wait(100);
  }
}
