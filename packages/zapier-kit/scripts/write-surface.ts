/**
 * Renews `surface.json` of Zapier apps, which are given by their folders. Part of
 * `pnpm run version-packages`, after the versions are new.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { AnyApp } from '../src/testing/index.ts';
import { readSurface, renewSurface, surfaceOf, writeSurface } from '../src/testing/index.ts';

for (const name of process.argv.slice(2)) {
  const folder = resolve(name);
  const main = pathToFileURL(`${folder}/src/index.ts`).href;
  const { default: app } = (await import(main)) as { readonly default: AnyApp };
  const released = readSurface(folder);
  writeSurface(folder, renewSurface({ name, released, current: surfaceOf(app) }));
}
