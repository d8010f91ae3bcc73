import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readChangesets } from '@changesets/read';

import { readSurface, releaseProblems } from '../../packages/zapier-kit/src/testing/index.ts';
import type { Surface } from '../../packages/zapier-kit/src/testing/index.ts';

/**
 * What keeps a Zapier app from being released as it stands in a workspace.
 *
 * @param options.root of the workspace, with `.changeset`
 * @param options.folder of the app, in the workspace
 * @param options.current the surface of its source
 */
export async function releaseProblemsIn(options: {
  readonly root: string;
  readonly folder: string;
  readonly current: Surface;
}): Promise<readonly string[]> {
  const { root, current } = options;
  const folder = join(root, options.folder);
  const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
  };
  const changesets = await readChangesets(root);
  const bumps = changesets
    .flatMap(({ releases }) => releases)
    .filter((release) => release.name === name)
    .map(({ type }) => type);
  return releaseProblems({ name, released: readSurface(folder), current, bumps });
}
