import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { say } from './say.mts';

const n8nVersion = '2.41.1';

/**
 * The Node.js version installed with n8n, whose headers its one native module is compiled against.
 */
const nodeVersion = '24.21.0';

/**
 * Files of the installation. The folder is named after their hash, so a change creates a new one.
 */
const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'n8n-for-tests',
    private: true,
    dependencies: { n8n: n8nVersion, node: nodeVersion },
  }),
  'pnpm-workspace.yaml': [
    'packages: []',
    'strictDepBuilds: false',
    'allowBuilds:',
    '  node: true',
    '  sqlite3: true',
    // The newer versions that n8n requests need packages that the registry does not have.
    'overrides:',
    '  linkedom: 0.18.12',
    "  '@langchain/langgraph-checkpoint@^1.2.2': 1.1.5",
    "  '@langchain/protocol@^0.0.21': 0.0.19",
    '',
  ].join('\n'),
};

const run = promisify(execFile);

/**
 * Returns the folder of a real n8n, installed once per machine in the user's cache, outside the
 * clone because it takes 2 GB. `N8N_E2E_FOLDER` names an existing one.
 *
 * @throws {Error} with the output of the step, when the installation fails
 */
export async function installN8n(): Promise<string> {
  const given = process.env['N8N_E2E_FOLDER'];
  if (given !== undefined && given !== '') return given;
  const recipe = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'invoice-relay');
  const folder = join(cache, `n8n-${n8nVersion}-${recipe}`);
  if (existsSync(folder)) return folder;

  say(`Installing n8n ${n8nVersion} into ${folder}: once for this machine, about 3 minutes, 2 GB.`);
  await mkdir(cache, { recursive: true });
  const building = await mkdtemp(join(cache, 'building-'));
  try {
    await build(building);
    await moveTo({ from: building, to: folder });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return folder;
}

async function build(folder: string): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await step({ title: 'packages', folder, args: ['install', '--ignore-scripts'] });
  await step({ title: `Node ${nodeVersion}`, folder, args: ['rebuild', 'node'] });
  await step({
    title: 'SQLite, which is compiled here',
    folder,
    args: ['rebuild', 'sqlite3'],
    // Headers from the package, to avoid depending on a download from nodejs.org.
    environment: { npm_config_nodedir: await nodeHeaders(folder) },
  });
  await run(process.execPath, [join(folder, 'node_modules/n8n/bin/n8n'), '--version']);
}

/** Returns where the package `node` unpacked Node.js for this machine, including its headers. */
async function nodeHeaders(folder: string): Promise<string> {
  const unpacked = `node_modules/.pnpm/node@${nodeVersion}/node_modules/node/node_modules`;
  for await (const found of glob(`${unpacked}/*/include/node/node_api.h`, { cwd: folder })) {
    return join(folder, dirname(dirname(dirname(found))));
  }
  throw new Error(`There are no headers of Node below ${join(folder, unpacked)}.`);
}

async function step(options: {
  readonly title: string;
  readonly folder: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<void> {
  const { title, folder, args, environment } = options;
  const startedAt = performance.now();
  try {
    await run('pnpm', [...args], {
      cwd: folder,
      env: { ...process.env, ...environment, CI: 'true' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(
      `n8n could not be installed (${title}):\n${`${stdout}\n${stderr}`.slice(-4_000)}`,
      { cause: error },
    );
  }
  say(`  ${title} (${((performance.now() - startedAt) / 1000).toFixed(0)} s)`);
}

/**
 * Moves the folder atomically, so that no one finds half an n8n; another process may have been
 * faster.
 */
async function moveTo(options: { readonly from: string; readonly to: string }): Promise<void> {
  try {
    await rename(options.from, options.to);
  } catch (error) {
    if (!existsSync(options.to)) throw error;
  }
}
