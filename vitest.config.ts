import { defineConfig } from 'vitest/config';

/** Tests read our packages from source, as development does: no build in between. */
const conditions = ['@invoice-relay/source', 'module', 'node', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/*/{src,test}/**/*.test.ts',
      'apps/*/{src,test}/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
  },
});
