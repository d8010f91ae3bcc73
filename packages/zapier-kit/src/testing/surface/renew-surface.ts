import { breakingChanges } from './breaking-changes.ts';
import type { Surface } from './surface.ts';

/**
 * The surface to commit with a release.
 *
 * @param options.name of the package
 * @throws if Zaps would break by a release that is not a new major version: Zapier would not allow
 *   its promotion. The message says how to go back, as changesets has already bumped the versions
 *   by then
 */
export function renewSurface(options: {
  readonly name: string;
  readonly released: Surface | undefined;
  readonly current: Surface;
}): Surface {
  const { name, released, current } = options;
  if (released === undefined || majorOf(current) > majorOf(released)) return current;
  const changes = breakingChanges(released, current);
  if (changes.length > 0) {
    throw new Error(
      `${name} ${current.version} would break Zaps made with ${released.version} but is not a new major version: ${changes.join('; ')}.\n` +
        `The versions are half written. Revert them: run "git checkout ." (which reverts everything uncommitted), and remove the CHANGELOG.md and surface.json files that "git status" shows as new. ` +
        `Then write major for '${name}' in the changeset of this change (.changeset/*.md), or revert the change itself, and run "pnpm run version-packages" again.`,
    );
  }
  return current;
}

function majorOf({ version }: Surface): number {
  return Number.parseInt(version, 10);
}
