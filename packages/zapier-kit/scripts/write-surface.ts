/**
 * Renews `surface.json` of Zapier apps, given by their folders, which are named after them. Part of
 * `pnpm run version-packages`, after the versions were bumped.
 */
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { AnyApp } from '../src/testing/index.ts';
import { readSurface, renewSurface, surfaceOf, writeSurface } from '../src/testing/index.ts';

for (const path of process.argv.slice(2)) {
  const folder = resolve(path);
  const main = pathToFileURL(`${folder}/src/index.ts`).href;
  const { default: app } = (await import(main)) as { readonly default: AnyApp };
  const released = readSurface(folder);
  const current = surfaceOf(app);
  writeSurface(folder, renewSurface({ name: basename(folder), released, current }));
}
