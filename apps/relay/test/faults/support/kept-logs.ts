import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the whole output of processes is kept, in a file for each; nowhere by default. */
const folder = process.env['FAULTS_LOGS'] || undefined;
// An unusable folder is reported before anything is started.
if (folder !== undefined) mkdirSync(folder, { recursive: true });

/** @returns the path of a log, if logs are kept */
export function keptLogPath(name: string): string | undefined {
  return folder === undefined ? undefined : join(folder, `${name}.log`);
}

export function keepLog(name: string, output: string | Buffer): void {
  const path = keptLogPath(name);
  if (path !== undefined) appendFileSync(path, output);
}
