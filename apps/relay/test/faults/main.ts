import pLimit from 'p-limit';

import { optionsOrEnd } from '../support/command-options.ts';
import { FaultyPostgres } from './support/postgres.ts';
import { Random } from './support/random.ts';
import { table } from './support/table.ts';
import type { Outcome } from './support/table.ts';
import { trials } from './trials.ts';
import type { Engine, Extent, NamedTrial } from './trials.ts';

const help = `Injects faults into real relays under load and balances the books.

  npx -y pnpm@12 faults           a quick run: all faults, a few times each
  npx -y pnpm@12 faults --help    this text

  --kills=3          kills in each trial that kills
  --rounds=2         rounds in each of the others
  --requests=1500    hostile requests
  --processes=4      relays that share a PostgreSQL database
  --within=SECONDS   ends the faults of each trial after this time, however many there were
  --minutes=0        repeats everything with other seeds until the time is over
  --seed=NUMBER      the same seed repeats the same moves
  --only=TEXT        trials whose name contains this text
  --engine=ENGINE    sqlite or postgres only
  --at-once=3        number of trials to run in parallel

FAULTS_LOGS names a folder for the output of the relays. Exits with 1 if something does not balance.
`;
const values = optionsOrEnd({
  help,
  numbers: ['seed', 'kills', 'rounds', 'requests', 'processes', 'minutes', 'within', 'at-once'],
  texts: { only: undefined, engine: ['sqlite', 'postgres'] },
});
const extent: Extent = {
  kills: Number(values.kills ?? 3),
  rounds: Number(values.rounds ?? 2),
  requests: Number(values.requests ?? 1_500),
  sharing: Number(values.processes ?? 4),
  withinMs: Number(values.within ?? Number.POSITIVE_INFINITY) * 1_000,
};
const chosen = trials.filter(({ name }) => values.only === undefined || name.includes(values.only));
const engines: readonly Engine[] = (['sqlite', 'postgres'] as const).filter(
  (engine) => values.engine === undefined || values.engine.split(',').includes(engine),
);
if (chosen.length === 0) {
  process.stderr.write(
    `No trial has "${values.only}" in its name. There are:\n${trials.map(({ name }) => `  ${name}\n`).join('')}`,
  );
  process.exit(2);
}
const tell = (text: string): void => void process.stdout.write(`${text}\n`);
await using postgres = engines.includes('postgres')
  ? await FaultyPostgres.start({ tell })
  : undefined;
const until = performance.now() + Number(values.minutes ?? 0) * 60_000;
const outcomes: Outcome[] = [];

const limit = pLimit(Math.max(1, Number(values['at-once'] ?? 3)));

for (let seed = Number(values.seed ?? Date.now() % 100_000); ; seed += 1) {
  const planned = engines.flatMap((engine) =>
    chosen.filter((one) => one.engines.includes(engine)).map((trial) => ({ trial, engine, seed })),
  );
  outcomes.push(...(await Promise.all(planned.map((one) => limit(() => run(one))))));
  if (performance.now() >= until) break;
}
tell(`\n${table(outcomes)}\n`);
const wrong = outcomes.filter(({ problems }) => problems.length > 0);
for (const { name, engine, seed, problems } of wrong) {
  tell(`${name} (${engine}, --seed=${seed}):`);
  for (const problem of problems) tell(`  - ${problem}`);
}
const skipped = outcomes.filter((one) => one.skipped !== undefined).length;
tell(
  wrong.length === 0
    ? `Everything balances${skipped === 0 ? '' : `, except for ${skipped} that could not be tried here`}.`
    : `${wrong.length} of ${outcomes.length} do not balance.`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;

async function run(options: {
  readonly trial: NamedTrial;
  readonly engine: Engine;
  readonly seed: number;
}): Promise<Outcome> {
  const { trial, engine, seed } = options;
  const startedAt = performance.now();
  tell(`started: ${trial.name} (${engine}, --seed=${seed})`);
  const about = { name: trial.name, engine, seed };
  try {
    const result = await trial.run({
      random: new Random(seed),
      extent,
      engine,
      server: engine === 'postgres' ? postgres : undefined,
      tell,
    });
    if ('skipped' in result) {
      tell(`skipped: ${trial.name} (${engine}): ${result.skipped}`);
      return { ...about, ...result, problems: [], ledger: undefined };
    }
    const problems = 'problems' in result ? result.problems : result;
    tell(
      `${problems.length === 0 ? 'balances' : 'WRONG'}: ${trial.name} (${engine}), ${Math.round((performance.now() - startedAt) / 1_000)} s`,
    );
    return { ...about, problems, ledger: 'problems' in result ? result : undefined };
  } catch (error) {
    tell(`WRONG: ${trial.name} (${engine}): ${String(error)}`);
    return { ...about, problems: [(error as Error).stack ?? String(error)], ledger: undefined };
  }
}
