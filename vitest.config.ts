import { defineConfig } from 'vitest/config';

/** Tests read our packages from source, as development does: no build in between. */
const conditions = ['@invoice-relay/source', 'module', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Generous: real servers and databases on a busy machine. Nothing waits this long when it works.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    include: [
      'packages/*/{src,test}/**/*.test.ts',
      'apps/*/{src,test}/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
  },
});
