import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readChangesets } from '@changesets/read';

import { readSurface, releaseProblems } from '../../packages/zapier-kit/src/testing/index.ts';
import type { Surface } from '../../packages/zapier-kit/src/testing/index.ts';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * Returns what prevents a Zapier app from being released in the state of a workspace.
 *
 * @param options.root root of the workspace, with `.changeset` and `packages`
 * @param options.folder folder of the app in the workspace
 * @param options.current the surface of its source
 */
export async function releaseProblemsIn(options: {
  readonly root: string;
  readonly folder: string;
  readonly current: Surface;
}): Promise<readonly string[]> {
  const { root, current } = options;
  const folder = join(root, options.folder);
  const app = readManifest(join(folder, 'package.json'));
  const changesets = await readChangesets(root);
  return releaseProblems({
    name: app.name,
    released: readSurface(folder),
    current,
    bumps: changesets.flatMap(({ releases }) => releases),
    bundled: bundledBy(app, packagesIn(root)),
  });
}

/**
 * Returns the packages of ours that are bundled into another one and changed by a changeset that
 * doesn't also bump the bundling package: changesets does not follow devDependencies.
 *
 * @param options.folder folder of the bundling package in the workspace
 */
export async function bundledAlone(options: {
  readonly root: string;
  readonly folder: string;
}): Promise<readonly string[]> {
  const { root, folder } = options;
  const bundling = readManifest(join(root, folder, 'package.json'));
  const releases = (await readChangesets(root)).flatMap((changeset) => changeset.releases);
  const bumped = new Set(releases.filter(({ type }) => type !== 'none').map(({ name }) => name));
  if (bumped.has(bundling.name)) return [];
  return bundledBy(bundling, packagesIn(root)).filter((name) => bumped.has(name));
}

type Packages = ReadonlyMap<string, Manifest>;

/**
 * Returns the packages of ours bundled into an app: its devDependencies, and their dependencies.
 */
function bundledBy({ devDependencies }: Manifest, packages: Packages): readonly string[] {
  const bundled = new Set(Object.keys(devDependencies ?? {}).filter((name) => packages.has(name)));
  // Iterating over a set includes elements added during the iteration.
  for (const name of bundled) {
    for (const inner of Object.keys(packages.get(name)?.dependencies ?? {})) {
      if (packages.has(inner)) bundled.add(inner);
    }
  }
  return [...bundled].toSorted();
}

function packagesIn(root: string): Packages {
  const manifests = globSync('packages/*/package.json', { cwd: root });
  return new Map(
    manifests.map((path) => readManifest(join(root, path))).map((one) => [one.name, one]),
  );
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}
