import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Surface } from './surface.ts';

/** The surface of an app's last release, as committed; undefined before the first. */
export function readSurface(folder: string): Surface | undefined {
  const path = pathIn(folder);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Surface) : undefined;
}

export function writeSurface(folder: string, surface: Surface): void {
  writeFileSync(pathIn(folder), `${JSON.stringify(surface, null, 2)}\n`);
}

function pathIn(folder: string): string {
  return join(folder, 'surface.json');
}
