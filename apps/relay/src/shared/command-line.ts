import { join, relative, sep } from 'node:path';

/** How a process was started. */
export interface Started {
  readonly script: string;
  readonly folder: string;
}

/** Where a clone has the relay. */
const inClone = join('apps', 'relay', 'dist', 'main.js');

/**
 * What to type to run one of the relay's commands where this process was started: the published
 * command, a script of a clone, or Node, as in a container.
 *
 * @param command with its options, such as `reopen --confirm`
 */
export function commandLine(command: string, started: Started = thisProcess()): string {
  const { script, folder } = started;
  const isInstalled = script.split(sep).includes('node_modules') || !script.endsWith('.js');
  if (isInstalled) return `invoice-relay ${command}`;
  if (script.endsWith(sep + inClone)) return `npx -y pnpm@12 relay:${command}`;
  const path = relative(folder, script);
  // Where the files of a machine are is nobody else's business.
  if (path.startsWith('..')) return `invoice-relay ${command}`;
  return `node ${path.includes(' ') ? JSON.stringify(path) : path} ${command}`;
}

function thisProcess(): Started {
  return { script: process.argv[1] ?? '', folder: process.cwd() };
}
