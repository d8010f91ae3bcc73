import { ConfigError } from '@invoice-relay/core/errors';

import { isDamaged } from '../database/storage-failure.ts';

const hostProblems: ReadonlySet<string> = new Set(['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN']);
const fileProblems: ReadonlySet<string> = new Set([
  'EACCES',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'ENOSPC',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_FULL',
]);

/**
 * What went wrong while something was opened, and how to fix it, for people.
 *
 * @param what the first words: `The relay cannot start`
 */
export function startProblem(error: unknown, what: string): string {
  if (error instanceof ConfigError) {
    return [
      `${what}. Fix this and try again:`,
      ...error.problems.map((problem) => `  - ${problem}`),
    ].join('\n');
  }
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE') {
    return `${what}: ${message}. Is it running already? Set PORT to use another port.`;
  }
  if (code !== undefined && hostProblems.has(code)) {
    return `${what}: ${message}. Check HOST: it must be an address of this machine.`;
  }
  if (isDamaged(error)) {
    return `${what}: ${message}. Check DATABASE_URL: the file that it names, or its inbox beside it, is no SQLite database, or is damaged. Restore both from a backup. (${code})`;
  }
  if (code !== undefined && fileProblems.has(code)) {
    return `${what}: ${message}. Check DATABASE_URL: it must name a file that is a SQLite database or not there yet, in a folder that may be written to. (${code})`;
  }
  return `${what}: ${(error as Error).stack ?? String(error)}`;
}
