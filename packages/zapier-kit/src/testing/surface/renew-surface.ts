import { breakingChanges } from './breaking-changes.ts';
import type { Surface } from './surface.ts';

/**
 * The surface to commit with a release.
 *
 * @throws when Zaps would break by a release that is no new major version: Zapier would not let it
 *   be promoted
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
      `${name} ${current.version} would break Zaps made with ${released.version}, and is no new major version: ${changes.join('; ')}.`,
    );
  }
  return current;
}

function majorOf({ version }: Surface): number {
  return Number.parseInt(version, 10);
}
