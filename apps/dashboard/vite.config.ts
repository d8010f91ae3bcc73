import { defaultClientConditions, defineConfig } from 'vite';

import { limitFirstLoad } from './first-load.ts';

/** The relay that the development server proxies API requests to. */
const relayUrl = process.env['RELAY_URL'] ?? 'http://127.0.0.1:4100';

export default defineConfig({
  // Workspace packages are resolved to their source, so that unused code is tree-shaken.
  resolve: { conditions: ['@invoice-relay/source', ...defaultClientConditions] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    // These support `light-dark()` and CSS nesting natively.
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    // The Content-Security-Policy only allows scripts and styles from files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Only the size of the first load is limited (see below).
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
