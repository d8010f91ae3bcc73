import { rmSync } from 'node:fs';
import { after } from 'node:test';

import { chooseGroups, groups } from './groups.mts';
import { say } from './support/say.mts';
import { setStage } from './support/stage.mts';

/**
 * Runs the packed tarball in a real n8n, with a real relay and sandbox, all on this machine, and
 * does once everything users do with the nodes. Everything must be built first, which `pnpm
 * n8n:e2e` does.
 */
const help = `The nodes in a real n8n, beside a real relay and a real sandbox.

  npx -y pnpm@12 n8n:e2e              all groups of cases; takes some minutes
  npx -y pnpm@12 n8n:e2e GROUP ...    these groups of cases
  npx -y pnpm@12 n8n:e2e --help       this text

Groups: ${[...groups.keys()].join(', ')}
`;
const names = process.argv.slice(2);
if (names.some((name) => name === '--help' || name === '-h')) {
  process.stdout.write(help);
  process.exit();
}
const unknown = names.filter((name) => !groups.has(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}.\n\n${help}`);
  process.exit(2);
}
const chosen = chooseGroups(names);
const stage = await setStage();
after(() => stage.close());
process.on('exit', (code) => {
  if (code === 0) rmSync(stage.folder, { recursive: true, force: true });
  else say(`Logs and data are in ${stage.folder}`);
});

for (const cases of chosen) cases(stage);
