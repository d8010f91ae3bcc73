#!/usr/bin/env node
import { commandNames, helpOf, usage } from './app/commands/command-help.ts';

const oldestNode = [22, 19] as const;

/**
 * Each imports what it needs when it runs: an older Node would fail on the imports, with an
 * unhelpful message.
 */
type Command = (args: readonly string[]) => Promise<void>;

/** They check their arguments themselves. */
const withArguments = new Map<string, Command>([
  ['move', async (args) => (await import('./app/commands/move.ts')).move(args)],
  ['reopen', async (args) => (await import('./app/commands/reopen.ts')).reopen(args)],
  [
    'reset-encryption-key',
    async (args) =>
      (await import('./app/commands/reset-encryption-key.ts')).resetEncryptionKey(args),
  ],
]);

const withoutArguments = new Map<string, Command>([
  ['admin-key', async () => (await import('./app/commands/admin-key.ts')).makeAdminKey()],
  ['sign-in-link', async () => (await import('./app/commands/sign-in-link.ts')).makeSignInLink()],
  [
    'rotate-encryption-key',
    async () => (await import('./app/commands/rotate-encryption-key.ts')).rotateEncryptionKey(),
  ],
  ['migrate', async () => (await import('./app/commands/migrate.ts')).migrate()],
  [
    '--version',
    async () => {
      process.stdout.write(`${(await import('./shared/version.ts')).version}\n`);
    },
  ],
  [
    '--help',
    async () => {
      process.stdout.write(usage());
    },
  ],
]);

const shorts = new Map([
  ['-h', '--help'],
  ['help', '--help'],
  ['-v', '--version'],
  ['version', '--version'],
]);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  process.stderr.write(
    `The relay needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. Install a newer one; in a clone, "npx -y pnpm@12 start" and "npx -y pnpm@12 relay:…" bring their own.\n`,
  );
  process.exit(1);
}

const args = process.argv.slice(2);
const [given, ...rest] = args;
const command = given === undefined || rest.length > 0 ? given : (shorts.get(given) ?? given);
/** `move --help`, `move -h` and `help move` are equivalent. */
const explained = rest.some((arg) => arg === '--help' || arg === '-h') ? given : undefined;
const help = helpOf((given === 'help' && rest.length === 1 ? rest[0] : explained) ?? '');
const run =
  withArguments.get(command ?? '') ??
  (rest.length === 0 ? withoutArguments.get(command ?? '') : undefined);
if (command === undefined) {
  await (await import('./app/run.ts')).run();
} else if (help !== undefined) {
  process.stdout.write(help);
} else if (run !== undefined) {
  await run(rest);
} else {
  const { unknownArguments } = await import('./app/commands/unknown-arguments.ts');
  const problem = unknownArguments({ args, commands: [...commandNames, '--version', '--help'] });
  process.stderr.write(`${problem}\n${helpOf(command) ?? usage()}`);
  process.exitCode = 2;
}
