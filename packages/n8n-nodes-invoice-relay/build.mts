import { cp, glob, rm } from 'node:fs/promises';

import { build } from 'esbuild';

/**
 * Builds the package the way n8n loads it: one CommonJS file per node and credential, with all of
 * our code bundled, since a community node must not have dependencies. Run it from the package
 * folder.
 */
const entryPoints = await Array.fromAsync(
  glob(['nodes/*/*.node.ts', 'credentials/*.credentials.ts']),
);

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints,
  outdir: 'dist',
  outbase: '.',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  conditions: ['@invoice-relay/source'],
  external: ['n8n-workflow'],
  legalComments: 'none',
  logLevel: 'warning',
});
for await (const file of glob([
  'nodes/*/*.node.json',
  'nodes/*/__schema__/**/*.json',
  'icons/*.svg',
])) {
  await cp(file, `dist/${file}`);
}
