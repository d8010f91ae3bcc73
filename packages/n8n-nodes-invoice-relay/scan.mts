import { execFile } from 'node:child_process';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
// @ts-expect-error no types
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'scan-'));
await run('npx', ['-y', 'pnpm@12', 'pack', '--pack-destination', folder]);
const [tarball] = (await readdir(folder)).filter((n) => n.endsWith('.tgz'));
await run('tar', ['-xzf', join(folder, tarball!), '-C', folder]);
for (const [where, patterns] of [[process.cwd(), SOURCE_FILE_PATTERNS], [join(folder, 'package'), ['**/*.js', 'package.json']]] as const) {
  const result = await analyzePackage(where, patterns);
  console.log(where, JSON.stringify(result).slice(0, 2000));
}
