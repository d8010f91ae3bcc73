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
 * What keeps a Zapier app from being released as it stands in a workspace.
 *
 * @param options.root of the workspace, with `.changeset` and `packages`
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
 * Packages of ours that are built into another one and that a changeset changes, where none changes
 * that other one: changesets does not follow devDependencies.
 *
 * @param options.folder of the package that bundles, in the workspace
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

/** The packages of ours that an app is built of: its devDependencies, and what these depend on. */
function bundledBy({ devDependencies }: Manifest, packages: Packages): readonly string[] {
  const bundled = new Set(Object.keys(devDependencies ?? {}).filter((name) => packages.has(name)));
  // A set that grows while it is walked is walked to its end.
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
