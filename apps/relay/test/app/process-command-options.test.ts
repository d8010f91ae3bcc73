import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { readOptions } from '../support/command-options.ts';

const options = {
  help: 'How to use it.\n',
  numbers: ['kills'],
  texts: { engine: ['sqlite', 'postgres'], only: undefined },
} as const;

describe('options of a command of the repository', () => {
  test('are parsed', () => {
    expect(readOptions(['--kills=3', '--engine=sqlite', '--only', 'disk'], options)).toEqual({
      values: { kills: '3', engine: 'sqlite', only: 'disk' },
    });
  });

  test.each([['--help'], ['-h']])('%s shows the usage', (word) => {
    expect(readOptions([word], options)).toEqual({ code: 0, text: 'How to use it.\n' });
  });

  test.each([
    [['--nonsense'], /^Unknown option '--nonsense'/],
    [['nonsense'], /^Unexpected argument 'nonsense'/],
    [['--kills=many'], /^--kills takes a whole number, not "many"\./],
    [['--kills=-1'], /^--kills takes a whole number/],
    [['--engine=mysql'], /^--engine knows no "mysql": there are sqlite, postgres\./],
  ])('%j is reported in a sentence', (args, sentence) => {
    const told = readOptions(args, options);
    expect(told).toEqual({ code: 2, text: expect.stringMatching(sentence) });
    expect(told).toHaveProperty('text', expect.stringContaining('How to use it.'));
  });
});

/** Commands that no test starts otherwise. */
const commands = [
  'apps/relay/test/faults/main.ts',
  'apps/relay/test/bench/postgres-claims.ts',
  'bench/main.ts',
  'packages/n8n-nodes-invoice-relay/e2e/main.mts',
];

test.each(commands)(
  '%s shows its usage and reports unknown options before anything else',
  async (command) => {
    expect(await run(command, '--help')).toEqual({
      code: 0,
      said: expect.stringContaining('npx -y pnpm@12'),
    });
    const refused = await run(command, '--nonsense');
    expect(refused.code).toBe(2);
    expect(refused.said).toMatch(/--nonsense/);
    expect(refused.said).not.toMatch(/^ +at /m);
  },
);

function run(command: string, word: string): Promise<{ code: unknown; said: string }> {
  const file = fileURLToPath(new URL(`../../../../${command}`, import.meta.url));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=@invoice-relay/source', file, word],
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });
}
