import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Guide } from './guide.ts';

const workspace = fileURLToPath(new URL('../..', import.meta.url));

/** A reader's folder outside the workspace, in the state after following a guide. */
export interface Workshop extends Disposable {
  readonly folder: string;
  /** Does the same as `npm run <script>`. */
  run(script: string): { readonly ok: boolean; readonly output: string };
}

export function openWorkshop({ files, packages }: Guide): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'plugin-guide-'));
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  for (const name of packages) install({ name, folder });
  symlinkSync(join(workspace, 'node_modules/.bin'), join(folder, 'node_modules/.bin'));
  return {
    folder,
    run(script) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['--run', script], {
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', NO_COLOR: '1' },
        encoding: 'utf8',
      });
      return { ok: status === 0, output: stdout + stderr };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

/** Installs a package as npm would. Only what is asked for, so that a guide has to ask for it. */
function install(options: { readonly name: string; readonly folder: string }): void {
  const { name, folder } = options;
  const target = join(folder, 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  if (name === '@invoice-relay/core') {
    // A copy of the published files, as readers get: not the files that the relay loads.
    const core = join(workspace, 'packages/core');
    if (!existsSync(join(core, 'dist'))) throw new Error('Run "pnpm build" first.');
    for (const part of ['package.json', 'dist']) {
      cpSync(join(core, part), join(target, part), { recursive: true });
    }
    symlinkSync(join(core, 'node_modules'), join(target, 'node_modules'));
    return;
  }
  const found = ['.', 'packages/core', 'packages/envoice']
    .map((room) => join(workspace, room, 'node_modules', name))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`The workspace has no package "${name}" to lend.`);
  symlinkSync(found, target);
}
