import { breakingChanges } from './breaking-changes.ts';
import type { Surface } from './surface.ts';

/** Before a first release. */
const unreleased = '0.0.0';

/** How surfaces are renewed, as people type it. */
const renew = 'pnpm run version-packages';

/**
 * What keeps an app from being released as it is, by the surface of its last release. As long as
 * nothing was released, nothing can break: there is no surface, and the release writes the first.
 *
 * @param options.name of the package
 * @param options.released the surface that is committed; undefined when there is none
 * @param options.current that of the source
 * @param options.bumps what the changesets that wait ask for, of this package: `major`
 */
export function releaseProblems(options: {
  readonly name: string;
  readonly released: Surface | undefined;
  readonly current: Surface;
  readonly bumps: readonly string[];
}): readonly string[] {
  const { name, released, current, bumps } = options;
  if (released === undefined) {
    if (current.version === unreleased) return [];
    return [
      `${name} is at ${current.version}, and has no surface.json, so that nothing tells what would break Zaps. Releases are made with "${renew}", which writes it.`,
    ];
  }
  if (released.version !== current.version) {
    return [
      `surface.json of ${name} is that of ${released.version}, and package.json says ${current.version}. Releases are made with "${renew}", which renews it.`,
    ];
  }
  const changes = breakingChanges(released, current);
  if (changes.length === 0 || bumps.includes('major')) return [];
  return [
    `${name} would break Zaps made with ${released.version}: ${changes.join('; ')}. Take that back, or add a file .changeset/<any-name>.md:\n---\n'${name}': major\n---\n\n<What people have to change in their Zaps.>`,
  ];
}
