import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

import { FirstKey } from '../http/resources/api-keys/first-key.ts';
import { SignInLinks } from '../http/resources/api-keys/sign-in-links.ts';
import { createHttpApp } from '../http/index.ts';
import { BackfillTriggers } from '../upstream/backfill/backfill-triggers.ts';
import { DatabaseClock } from '../database/postgres/database-clock.ts';
import { systemClock } from '../shared/clock/clock.ts';
import type { Clock } from '../shared/clock/clock.ts';
import { dutiesOf } from '../operations/config/config.ts';
import type { RelayConfig } from '../operations/config/config.ts';
import { PublicUrl } from '../http/resources/connections/public-url.ts';
import { addIngestRoutes } from '../pipeline/ingest/ingest-routes.ts';
import { EventLog } from '../pipeline/log/event-log.ts';
import { ConnectionSignals } from '../pipeline/log/connection-signals.ts';
import { LogReporter } from '../pipeline/log/log-reporter.ts';
import type { Projected } from '../pipeline/project/projected.ts';
import { traceProjected } from '../pipeline/project/trace-projected.ts';
import type { RunningProjector } from '../pipeline/project/start-projector.ts';
import { ProjectorWatch } from '../pipeline/project/projector-watch.ts';
import { startProjectorHere, startProjectorThread } from '../pipeline/project/start-projector.ts';
import { Dispatcher } from '../pipeline/dispatch/dispatcher.ts';
import { PaceKeeper } from '../pipeline/dispatch/pace-keeper.ts';
import { Readiness } from '../http/resources/health/readiness.ts';
import { IngestService } from '../pipeline/ingest/ingest.service.ts';
import { createAddressGuard } from '../outbound/address-guard.ts';
import { createHttpSender } from '../pipeline/send/http-sender.ts';
import type { DeliverySender } from '../pipeline/send/sender.ts';
import { createVendorAddressGuard } from '../upstream/access/vendor-address-guard.ts';
import { createVendorTransport } from '../upstream/access/vendor-transport.ts';
import { containPlugins } from '../sources/plugin-calls.ts';
import { loadSources } from '../sources/source-registry.ts';
import type { SourceRegistry } from '../sources/source-registry.ts';
import { sealSubscriberUrls } from '../database/stores/seal-subscriber-urls.ts';
import { openVault } from '../database/vault/open-vault.ts';
import { JobRunner } from '../jobs/job-runner.ts';
import { Faults } from '../operations/faults.ts';
import { createLogger } from '../operations/logger.ts';
import { Metrics } from '../operations/metrics/metrics.ts';
import { OpenFilesWatch } from '../operations/open-files-watch.ts';
import { openTracer } from '../operations/tracing/open-tracer.ts';
import type { Tracer } from '../operations/tracing/tracer.ts';
import { registerSpanMetrics } from '../operations/tracing/tracing-metrics.ts';
import { openPostgresStorage } from './open-postgres-storage.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';
import { relayKeys } from './relay-keys.ts';
import type { RelayParts } from './relay-parts.ts';
import { RelayModule } from './relay.module.ts';
import { Services } from './services.ts';
import type { Service } from './services.ts';
import type { PrepareDatabase, Storage } from './storage.ts';
import { sourceOptions } from '../sources/source-options.ts';
import { version } from '../shared/version.ts';

/**
 * How long a shutdown waits for requests and attempts in flight. Under the 10 s that Docker allows.
 */
const stopGraceMs = 8_000;

export interface RunningRelay {
  /** Where it listens, such as `http://127.0.0.1:4100`. */
  readonly url: string;
  /** The administrator key created at this start; it is shown once and never again. */
  readonly generatedApiKey: string | undefined;
  /** Links that sign in to the dashboard with that key once; none without it. */
  readonly signInLinks: readonly string[];
  /** Confirms that the key was shown. Until then a later start creates it again. */
  confirmKeyShown(): Promise<void>;
  /** Resolves when everything acknowledged so far has become events: for tests. */
  projected(): Promise<boolean>;
  /** Accepts no more work, finishes what is in flight within a limit, closes the database. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly config: RelayConfig;
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly sender?: DeliverySender;
  /** Instead of those that `RELAY_SOURCES` names. */
  readonly sources?: SourceRegistry;
  /** Where the projector runs: by default, in a thread of its own if `RELAY_SOURCES` is used. */
  readonly projector?: 'thread' | 'here';
  readonly prepareDatabase?: PrepareDatabase;
  /**
   * For callers that dedicate the whole process to the relay: errors in what plugins leave behind
   * are contained, and any other unhandled error is passed to this, which must end the process.
   */
  readonly onFault?: (error: unknown) => void;
  /** Called right before it listens: from then on, a stop has to let requests finish. */
  readonly onListen?: () => void;
}

/**
 * Opens and checks everything, assembles it and listens.
 *
 * @throws {ConfigError} if the configuration, a source plugin or the data folder is at fault
 */
export async function startRelay(options: StartOptions): Promise<RunningRelay> {
  const opened: Closer[] = [];
  try {
    return await start(options, opened);
  } catch (error) {
    // The first error is the reason; what then cannot be closed either most likely has the same.
    await closeAll(opened).catch((closing: unknown) =>
      options.logger?.warn({ err: closing }, 'could not close everything after a failed start'),
    );
    throw error;
  }
}

/** Closes what was opened. */
type Closer = () => void | Promise<void>;

/** What is to happen only once, however often it is asked for. */
function once(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined;
  return () => (closed ??= close());
}

/**
 * Closed in reverse order, all of them.
 *
 * @throws the first error
 */
async function closeAll(opened: readonly Closer[]): Promise<void> {
  const errors: unknown[] = [];
  for (const close of opened.toReversed()) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

async function start(options: StartOptions, opened: Closer[]): Promise<RunningRelay> {
  const { parts, faults } = await openParts(options, opened);
  const { config, clock, storage, sources, logger, tracer } = parts;
  const does = dutiesOf(config.role);
  const app = await createApp({ parts, faults });
  // Ends after the server, so that it is there for whatever the server still lets finish.
  let projector: RunningProjector | undefined;
  opened.push(() => projector?.stop());
  const closeServer = once(async () => {
    await closeHttp({ app, clock });
    await app.get(IngestService).drain();
  });
  opened.push(closeServer);

  const generated = does.api ? await ensureFirstKey({ app, config, storage }) : undefined;
  await storage.connect({ signals: app.get(ConnectionSignals) });
  if (does.work) {
    projector = await startProjector({ options, app, storage, sources, tracer, faults });
  }
  options.onListen?.();
  await app.listen({ host: config.host, port: config.port });
  const url = await app.getUrl();
  app.get(PublicUrl).set(url);
  // A key from outside is known there, and the output may be visible to others.
  const signInLinks =
    generated === undefined
      ? []
      : await app.get(SignInLinks).create({ addresses: [url, config.publicUrl] });
  const paces = does.work ? app.get(PaceKeeper) : undefined;
  await paces?.start();
  // After the services: the last responses may have asked for a wait.
  opened.push(() => paces?.stop());
  const services = new Services();
  opened.push(() => services.stop({ graceMs: stopGraceMs }));
  await services.start([
    new OpenFilesWatch({ clock, logger }),
    ...(does.work ? servicesOf({ app, storage }) : []),
  ]);
  logger.info(
    {
      version,
      url,
      role: config.role,
      database: config.database.kind,
      sources: sources.all().map(({ name }) => name),
    },
    'relay started',
  );

  return {
    url,
    generatedApiKey: generated,
    signInLinks,
    projected: () => storage.inbox.projected(),
    async confirmKeyShown() {
      await app.get(FirstKey).confirmShown();
      await storage.shared?.leases.release(firstKeyLease);
    },
    async stop() {
      logger.info('relay stopping');
      app.get(Readiness).stop();
      await Promise.all([services.stop({ graceMs: stopGraceMs }), closeServer()]);
      await closeAll(opened);
      logger.info('relay stopped');
    },
  };
}

/** Assembles the modules and their HTTP server, which does not listen yet. */
async function createApp(given: {
  readonly parts: RelayParts;
  readonly faults: Faults;
}): Promise<NestFastifyApplication> {
  const { parts, faults } = given;
  const { config, tracer } = parts;
  const does = dutiesOf(config.role);
  const app = await createHttpApp({
    limits: { requestsPerIngestUrl: { max: config.ingestPerSecond, windowMs: 1_000 } },
    operationsOnly: !does.api,
    module: RelayModule.register(parts),
  });
  registerSpanMetrics({ metrics: app.get(Metrics), tracer });
  faults.registerMetrics(app.get(Metrics));
  if (does.api) addIngestRoutes(app.getHttpAdapter().getInstance(), app.get(IngestService));
  return app;
}

function servicesOf(given: {
  readonly app: NestFastifyApplication;
  readonly storage: Storage;
}): readonly Service[] {
  const { app, storage } = given;
  return [
    app.get(ProjectorWatch),
    app.get(Dispatcher),
    app.get(JobRunner),
    app.get(BackfillTriggers),
    ...(storage.shared === null ? [] : [storage.shared.watch]),
  ];
}

/** Opens and checks everything that the modules are assembled from. */
async function openParts(
  options: StartOptions,
  opened: Closer[],
): Promise<{ readonly parts: RelayParts; readonly faults: Faults }> {
  const { config } = options;
  const databaseClock =
    config.database.kind === 'postgres' && options.clock === undefined
      ? new DatabaseClock()
      : undefined;
  const clock = options.clock ?? databaseClock ?? systemClock;
  const logger = options.logger ?? createLogger({ level: config.logLevel });
  const tracer = await openTracer({ config: config.tracing, logger });
  // Opened first and closed last: so what others still have to report is exported as well.
  opened.push(() => tracer.close());
  const faults = new Faults(logger);
  const { onFault: onOther } = options;
  if (onOther !== undefined) {
    opened.push(
      containPlugins({ onFault: (fault) => faults.report({ kind: 'plugin', ...fault }), onOther }),
    );
  }
  const sources =
    options.sources ??
    (await loadSources({ packages: config.sources, sourceOptions: sourceOptions(clock) }));
  const storage = await openStorage({ options, clock, databaseClock, logger });
  opened.push(() => storage.close());
  const { database } = storage;
  database.onFault = (error) => faults.report({ kind: 'afterCommit', error });
  const vault = await openVault({ database, keys: await relayKeys({ config, database }) });
  await sealSubscriberUrls({ database, vault });
  const sender =
    options.sender ??
    createHttpSender({
      guard: createAddressGuard({ allowPrivateNetworks: config.allowPrivateNetworks }),
      clock,
      userAgent: `InvoiceRelay/${version}`,
    });
  opened.push(() => sender.close());
  const vendors = createVendorTransport({
    guard: createVendorAddressGuard({ privateNetworks: config.vendorPrivateNetworks }),
  });
  opened.push(() => vendors.close());
  const { transport: vendorTransport } = vendors;
  return {
    parts: { config, clock, storage, vault, sources, sender, vendorTransport, logger, tracer },
    faults,
  };
}

const migrating =
  'migrating the database; with millions of deliveries this takes minutes, and starts over if it is interrupted';

/** Opens the database that the configuration names. */
function openStorage(given: {
  readonly options: StartOptions;
  readonly clock: Clock;
  readonly databaseClock: DatabaseClock | undefined;
  readonly logger: Logger;
}): Promise<Storage> {
  const { options, clock, databaseClock, logger } = given;
  const { database } = options.config;
  const onMigrations = (migrations: readonly string[]): void =>
    logger.info({ migrations }, migrating);
  if (database.kind === 'sqlite') {
    const { path } = database;
    return openSqliteStorage({
      path,
      clock,
      prepare: options.prepareDatabase,
      onMigrations,
      logger,
    });
  }
  return openPostgresStorage({ settings: database, clock, databaseClock, logger, onMigrations });
}

const firstKeyLease = 'first key';

/**
 * How long the first of several starting processes has for showing the key that it created.
 * Milliseconds.
 */
const showFirstKeyMs = 30_000;

/** @returns the administrator key that was created, if any */
async function ensureFirstKey(given: {
  readonly app: NestFastifyApplication;
  readonly config: RelayConfig;
  readonly storage: Storage;
}): Promise<string | undefined> {
  const { app, config, storage } = given;
  const mayShow = (await storage.shared?.leases.take(firstKeyLease, showFirstKeyMs)) ?? true;
  const first = await app.get(FirstKey).ensure({ configured: config.apiKey, mayShow });
  if (mayShow && first.generated === undefined) {
    await storage.shared?.leases.release(firstKeyLease);
  }
  return first.generated;
}

function startProjector(given: {
  readonly options: StartOptions;
  readonly app: NestFastifyApplication;
  readonly storage: Storage;
  readonly sources: SourceRegistry;
  readonly tracer: Tracer;
  readonly faults: Faults;
}): RunningProjector | Promise<RunningProjector> {
  const { options, app, storage, sources, tracer, faults } = given;
  const { database, signal } = storage;
  const reporter = app.get(LogReporter);
  const listeners = {
    onProjected: (projected: Projected) => {
      reporter.onProjected(projected);
      traceProjected({ tracer, projected, now: Date.now() });
    },
    onError: (error: unknown) => {
      database.failedElsewhere(error);
      reporter.onProjectorError(error);
    },
    onHealthy: () => reporter.onProjectorHealthy(),
  };
  // Objects cannot be passed to another thread: sources that were passed in stay in this one.
  const where = options.projector ?? (options.sources === undefined ? 'thread' : 'here');
  if (where === 'here') {
    const inbox = storage.openInboxReader();
    return startProjectorHere({
      database,
      inbox,
      log: app.get(EventLog),
      sources,
      signal,
      ...listeners,
    });
  }
  return startProjectorThread({
    database: storage.projectorDatabase,
    signal,
    sources: options.config.sources,
    failingLimits: options.config.failingLimits,
    recording: storage.recording ?? undefined,
    onCommit: (commit) => reporter.onCommit(commit),
    onFault: (fault) => faults.report(fault),
    onEnded: () => storage.projectorEnded(),
    ...listeners,
  });
}

/** Lets requests in flight finish, and after the grace period cuts off those that did not. */
async function closeHttp(options: {
  readonly app: NestFastifyApplication;
  readonly clock: Clock;
}): Promise<void> {
  const server = options.app.getHttpServer();
  const cancel = options.clock.after(stopGraceMs, () => server.closeAllConnections());
  await options.app.close();
  cancel();
}
