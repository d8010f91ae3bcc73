import { breakingChanges } from './breaking-changes.ts';
import type { Surface } from './surface.ts';

/** Before a first release. */
const unreleased = '0.0.0';

/** How surfaces are renewed, as typed. */
const renew = 'pnpm run version-packages';

/** What a pending changeset requests, for one package. */
export interface Bump {
  readonly name: string;
  /** `major`, `minor`, `patch`, or `none`. */
  readonly type: string;
}

interface Release {
  readonly name: string;
  readonly released: Surface | undefined;
  readonly current: Surface;
  readonly bumps: readonly Bump[];
  readonly bundled: readonly string[];
}

/**
 * What prevents an app from being released as it is: what would break Zaps made with the last
 * release, and what would be released under an existing version.
 *
 * @param options.name of the package
 * @param options.released the committed surface; undefined if there is none
 * @param options.current that of the source
 * @param options.bumps what the pending changesets request, for all packages
 * @param options.bundled names of our packages that are bundled into the app
 */
export function releaseProblems(options: Release): readonly string[] {
  return [...surfaceProblems(options), ...bundleProblems(options)];
}

/**
 * Before the first release, nothing can break: there is no surface, and the release writes the
 * first.
 */
function surfaceProblems({ name, released, current, bumps }: Release): readonly string[] {
  if (released === undefined) {
    if (current.version === unreleased) return [];
    return [
      `${name} is at ${current.version} but has no surface.json, so nothing shows what would break Zaps. Release with "${renew}", which writes it.`,
    ];
  }
  if (released.version !== current.version) {
    return [
      `surface.json of ${name} is that of ${released.version}, but package.json says ${current.version}. Release with "${renew}", which updates it.`,
    ];
  }
  const changes = breakingChanges(released, current);
  const isMajor = bumps.some((bump) => bump.name === name && bump.type === 'major');
  if (changes.length === 0 || isMajor) return [];
  return [
    `${name} would break Zaps made with ${released.version}: ${changes.join('; ')}. Revert that, or ${changesetFor({ name, type: 'major' }, 'What users have to change in their Zaps.')}`,
  ];
}

/** Changesets does not bump packages that only bundle another one: that is a devDependency. */
function bundleProblems({ name, current, bumps, bundled }: Release): readonly string[] {
  const bumped = new Set(bumps.filter(({ type }) => type !== 'none').map((bump) => bump.name));
  const changed = bundled.filter((one) => bumped.has(one));
  if (changed.length === 0 || bumped.has(name)) return [];
  return [
    `${name} bundles ${changed.join(', ')}: changesets change that but leave ${name} at ${current.version}, which Zapier may already have, so the change would not reach Zaps. Please ${changesetFor({ name, type: 'patch' }, 'What is new or better in Zaps.')}`,
  ];
}

function changesetFor({ name, type }: Bump, words: string): string {
  return `add a file .changeset/<any-name>.md:\n---\n'${name}': ${type}\n---\n\n<${words}>`;
}
