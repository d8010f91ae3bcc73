import { defineConfig } from 'vitest/config';

/** Tests read our packages from source, as development does: no build in between. */
const conditions = ['@invoice-relay/source', 'module', 'node'];

/** Tests that start what `pnpm build` made, as processes of their own. */
const processTests = ['tests/**/*.test.ts', 'apps/*/test/**/process*.test.ts'];

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
};

export default defineConfig({
  test: {
    // Generous: real servers and databases on a busy machine. Nothing waits this long when it works.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      // Beside the source: `pnpm test:unit` after each change.
      {
        ...shared,
        extends: true,
        test: { name: 'unit', include: ['{packages,apps}/*/src/**/*.test.ts'] },
      },
      // Real databases, servers and runtimes, in this process.
      {
        ...shared,
        extends: true,
        test: {
          name: 'integration',
          include: ['{packages,apps}/*/test/**/*.test.ts'],
          exclude: processTests,
        },
      },
      // Built apps that are started, killed and started again.
      { ...shared, extends: true, test: { name: 'process', include: processTests } },
    ],
  },
});
