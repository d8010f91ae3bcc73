import { availableParallelism } from 'node:os';

import { defineConfig } from 'vitest/config';

/** Tests read our packages from source, as development does: no build in between. */
const conditions = ['@invoice-relay/source', 'module', 'node'];

/** Tests that run the output of `pnpm build` as separate processes. */
const processTests = ['tests/**/*.test.ts', 'apps/*/test/**/process*.test.ts'];

/**
 * The relay's tests that also run on PostgreSQL: all except those about one engine's own files and
 * locks, and those that need no database.
 */
const onBothEngines = [
  'api/deliveries',
  'api/event-search',
  'api/list-plans',
  'api/long-log',
  'api/overview',
  'api/session',
  'api/stream',
  'api/subjects',
  'api/subscriber-isolation',
  'api/waiting',
  'app/key-rotation',
  'app/stop',
  'database/foreign-database',
  'jobs/job-runner',
  'operations/retention-handler',
  'operations/traces',
  'pipeline/broken-plugin',
  'pipeline/delivery',
  'pipeline/detection',
  'pipeline/event-log',
  'pipeline/event-search-log',
  'pipeline/ingest',
  'pipeline/learning',
  'pipeline/log-connections',
  'pipeline/main-job',
  'pipeline/operational-events',
  'pipeline/projector',
  'pipeline/quarantine',
  'pipeline/read-ahead',
  'pipeline/replay-steps',
  'pipeline/replays',
  'pipeline/subscription-backlog',
  'pipeline/subscription-index',
  'pipeline/weak-signature',
  'upstream/backfill',
  'upstream/backfill-crash',
  'upstream/backfill-from',
  'upstream/backfill-requests',
  'upstream/backfill-triggers',
  'upstream/confirmation',
  'upstream/connection-health',
  'upstream/enrichment',
  'upstream/known-activities',
  'upstream/poll-store',
  'upstream/polled-documents',
  'upstream/polling',
  'upstream/replaced-vendor-secret',
].map((name) => `apps/relay/test/${name}.test.ts`);

/** About PostgreSQL itself. */
const onPostgres = [
  'apps/relay/test/database/postgres-deadlocks.test.ts',
  'apps/relay/test/database/postgres-log-plans.test.ts',
  'apps/relay/test/database/postgres-plans.test.ts',
];

const shared = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
};

export default defineConfig({
  test: {
    // For tests that hang: on a small machine with other work to do, everything takes ten or twenty
    // times as long, and must pass nevertheless. No test has a shorter limit of its own.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 200_000 } },
    // One core is left to the processes and databases that tests start; with two, both are shared,
    // as tests mostly wait for those.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // Next to the source: `pnpm test:unit` after each change.
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
          exclude: [...processTests, ...onPostgres],
        },
      },
      // The same again on PostgreSQL: one server per run and one database per test.
      {
        ...shared,
        extends: true,
        test: {
          name: 'postgres',
          include: [...onBothEngines, ...onPostgres],
          globalSetup: 'apps/relay/test/support/postgres-setup.ts',
        },
      },
      // Built apps that are started, killed and started again.
      {
        ...shared,
        extends: true,
        test: { name: 'process', include: processTests },
      },
    ],
  },
});
