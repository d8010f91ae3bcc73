#!/usr/bin/env node
const oldestNode = [22, 19] as const;

const usage = `Usage: invoice-relay             starts the relay
       invoice-relay admin-key   makes and shows a new administrator key, while the relay runs or not
       invoice-relay sign-in-link
                                 makes and shows a link that signs in to the page once, within 15 minutes
       invoice-relay rotate-encryption-key
                                 seals everything with RELAY_ENCRYPTION_KEY, while the relay runs or not
       invoice-relay reset-encryption-key
                                 when the encryption key is lost for good: says what that means, and
                                 with --confirm begins with another one
       invoice-relay migrate     brings the tables up to date and ends; a start does so by itself
       invoice-relay move --from sqlite:… --to postgres://…
                                 copies everything to a database of the other engine, in either direction
       invoice-relay --version   shows the version
       invoice-relay --help      shows this
All read the same environment variables; DATABASE_URL says which relay is meant.
`;

/** Imported only when asked for: an older Node would fail on the imports, with a message that helps nobody. */
const commands: Readonly<Record<string, () => Promise<void>>> = {
  'admin-key': async () => (await import('./app/admin-key.ts')).makeAdminKey(),
  'sign-in-link': async () => (await import('./app/sign-in-link.ts')).makeSignInLink(),
  'rotate-encryption-key': async () =>
    (await import('./app/rotate-encryption-key.ts')).rotateEncryptionKey(),
  migrate: async () => (await import('./app/migrate.ts')).migrate(),
  async '--version'() {
    process.stdout.write(`${(await import('./shared/version.ts')).version}\n`);
  },
  async '--help'() {
    process.stdout.write(usage);
  },
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  process.stderr.write(
    `The relay needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. Install a newer one; in a clone, "npx -y pnpm@12 start" and "npx -y pnpm@12 relay:…" bring their own.\n`,
  );
  process.exit(1);
}

const words = process.argv.slice(2);
const [given, ...rest] = words;
const shorts: Readonly<Record<string, string>> = {
  '-h': '--help',
  help: '--help',
  '-v': '--version',
  version: '--version',
};
const command = given === undefined || rest.length > 0 ? given : (shorts[given] ?? given);
const known = command === undefined ? undefined : commands[command];
if (command === undefined) {
  await (await import('./app/run.ts')).run();
} else if (rest.includes('--help')) {
  process.stdout.write(usage);
} else if (command === 'move') {
  await (await import('./app/move.ts')).move(rest);
} else if (command === 'reset-encryption-key') {
  await (await import('./app/reset-encryption-key.ts')).resetEncryptionKey(rest);
} else if (known !== undefined && rest.length === 0) {
  await known();
} else {
  const { unknownWords } = await import('./app/unknown-words.ts');
  const told = unknownWords({
    words,
    commands: ['move', 'reset-encryption-key', ...Object.keys(commands)],
  });
  process.stderr.write(`${told}\n${usage}`);
  process.exitCode = 2;
}
