import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import {
  analyzePackage,
  SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/**
 * n8n's check for verified community nodes, run offline on the source and on every file of the
 * tarball as it would be published. `pnpm check:package` runs it after the build.
 */
const run = promisify(execFile);

/** Files that n8n loads or shows, and those that npm always adds. */
const wanted =
  /^(?:package\.json|README\.md|LICENSE|dist\/(?:nodes\/\w+\/\w+\.node\.js(?:on)?|nodes\/\w+\/__schema__\/v[\d.]+(?:\/\w+\/\w+)?\.json|credentials\/\w+\.credentials\.js|icons\/[\w.-]+\.svg))$/;

const folder = await mkdtemp(join(tmpdir(), 'n8n-scan-'));
try {
  await run('pnpm', ['pack', '--pack-destination', folder]);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('pnpm pack made no tarball.');
  await run('tar', ['-xzf', join(folder, tarball), '-C', folder]);

  const unpacked = join(folder, 'package');
  const problems = [
    ...(await scan('source', process.cwd(), SOURCE_FILE_PATTERNS)),
    ...(await scan('tarball', unpacked, ['**/*.js', 'package.json'])),
    ...(await unwantedFiles(unpacked)),
  ];
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  await rm(folder, { recursive: true });
}

async function scan(what: string, where: string, patterns: readonly string[]): Promise<string[]> {
  const { passed, message, details } = await analyzePackage(where, [...patterns]);
  return passed ? [] : [`The scan of the ${what} fails: ${message ?? ''}\n${details ?? ''}`];
}

async function unwantedFiles(unpacked: string): Promise<string[]> {
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1))
    .filter((path) => !wanted.test(path))
    .map((path) => `The tarball holds ${path}, which n8n has no use for.`);
}
