import { defaultClientConditions, defineConfig } from 'vite';

import { limitFirstLoad } from './first-load.ts';

/** Where a relay answers while the page is developed. */
const relayUrl = process.env['RELAY_URL'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  // Packages of ours are read from source, so that nothing of them that is unused gets in.
  resolve: { conditions: ['@invoice-relay/source', ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    // With these, `light-dark()` and nesting need no rewriting.
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    // The page's policy takes scripts and styles from files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The limit that counts is that of the first load.
    chunkSizeWarningLimit: 1_000,
    reportCompressedSize: false,
  },
  plugins: [
    limitFirstLoad({
      entry: 'index.html',
      page: 'src/pages/overview/overview-page.tsx',
      limitBytes: 110_000,
    }),
  ],
  server: {
    host: '127.0.0.1',
    proxy: { '^/(v1|docs|openapi.json)': { target: relayUrl } },
  },
});
