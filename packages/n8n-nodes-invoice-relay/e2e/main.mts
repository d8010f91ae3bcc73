import { rmSync } from 'node:fs';
import { after } from 'node:test';

import { chooseGroups } from './groups.mts';
import { say } from './support/say.mts';
import { setStage } from './support/stage.mts';

/**
 * A real n8n with the packed tarball, a real relay and a real sandbox, all on this machine: what
 * people do with the nodes, done once. Everything has to be built before: `pnpm n8n:e2e` does.
 *
 * Arguments name groups of cases; without any, all are run.
 */
const chosen = chooseGroups(process.argv.slice(2));
const stage = await setStage();
after(() => stage.close());
process.on('exit', (code) => {
  if (code === 0) rmSync(stage.folder, { recursive: true, force: true });
  else say(`Logs and data are in ${stage.folder}`);
});

for (const cases of chosen) cases(stage);
