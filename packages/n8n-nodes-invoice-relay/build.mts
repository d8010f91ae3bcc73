import { cp, glob, rm } from 'node:fs/promises';

import { build } from 'esbuild';

/**
 * Builds the package as n8n loads it: one CommonJS file for each node and credential, with
 * everything of ours inside, as a community node may have no dependencies. Run from the package.
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
  // The CommonJS of jsonc-parser hides what it requires, so that it would stay outside.
  mainFields: ['module', 'main'],
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
