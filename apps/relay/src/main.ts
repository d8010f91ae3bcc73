#!/usr/bin/env node
const oldestNode = [22, 19] as const;

const usage = `Usage: invoice-relay             starts the relay
       invoice-relay admin-key   makes and shows a new administrator key, while the relay runs or not
       invoice-relay sign-in-link
                                 makes and shows a link that signs in to the page once, within 15 minutes
       invoice-relay rotate-encryption-key
                                 seals everything with RELAY_ENCRYPTION_KEY, while the relay runs or not
       invoice-relay migrate     brings the tables up to date and ends; a start does so by itself
       invoice-relay move --from sqlite:… --to postgres://…
                                 copies everything to a database of the other engine, in either direction
All read the same environment variables; DATABASE_URL says which relay is meant.
`;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  process.stderr.write(
    `The relay needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. Install a newer one; in a clone, "npx -y pnpm@12 start" and "npx -y pnpm@12 relay:…" bring their own.\n`,
  );
  process.exit(1);
}

// Imported only now: an older Node would fail on the imports, with a message that helps nobody.
const [command, ...rest] = process.argv.slice(2);
if (command === undefined) {
  const { run } = await import('./app/run.ts');
  await run();
} else if (command === 'admin-key' && rest.length === 0) {
  const { makeAdminKey } = await import('./app/admin-key.ts');
  await makeAdminKey();
} else if (command === 'sign-in-link' && rest.length === 0) {
  const { makeSignInLink } = await import('./app/sign-in-link.ts');
  await makeSignInLink();
} else if (command === 'rotate-encryption-key' && rest.length === 0) {
  const { rotateEncryptionKey } = await import('./app/rotate-encryption-key.ts');
  await rotateEncryptionKey();
} else if (command === 'migrate' && rest.length === 0) {
  const { migrate } = await import('./app/migrate.ts');
  await migrate();
} else if (command === 'move') {
  const { move } = await import('./app/move.ts');
  await move(rest);
} else if (command === '--help' || command === '-h') {
  process.stdout.write(usage);
} else {
  process.stderr.write(`There is no "${[command, ...rest].join(' ')}".\n${usage}`);
  process.exitCode = 2;
}
