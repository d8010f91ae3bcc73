import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const packageName = 'n8n-nodes-invoice-relay';
const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** This package as published, unpacked. */
export interface Tarball {
  readonly folder: string;
  /** Their paths, in alphabetical order. */
  readonly files: readonly string[];
}

/**
 * Packs this package as published and unpacks it where n8n keeps community packages, so that the
 * tarball runs and nothing of the workspace next to it.
 *
 * @param options.folder receives the tarball
 * @param options.userFolder of n8n
 */
export async function installTarball(options: {
  readonly folder: string;
  readonly userFolder: string;
}): Promise<Tarball> {
  const { folder, userFolder } = options;
  await run('pnpm', ['pack', '--pack-destination', folder], {
    cwd: packageFolder,
  });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('pnpm pack made no tarball.');

  const place = join(userFolder, '.n8n/nodes/node_modules', packageName);
  await mkdir(place, { recursive: true });
  await run('tar', ['-xzf', join(folder, tarball), '-C', place, '--strip-components', '1']);
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(place, join(entry.parentPath, entry.name)));
  return { folder: place, files: files.toSorted() };
}
