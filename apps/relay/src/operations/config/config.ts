import { ConfigError } from '@invoice-relay/core/errors';
import ipaddr from 'ipaddr.js';
import * as v from 'valibot';

import { minutes, seconds } from '../../shared/clock/durations.ts';
import { defaultPostgresSettings } from '../../database/postgres/postgres-pool.ts';
import type { PostgresSettings } from '../../database/postgres/postgres-pool.ts';
import type { FailingLimits } from './failing-limits.ts';
import { databaseUrlSchema } from './database-url.ts';
import { readTracing, tracingVariables } from './tracing-config.ts';
import type { TracingConfig } from './tracing-config.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** @param others the words that may be used instead of networks, for the message */
const cidrListSchema = (others = '') =>
  v.pipe(
    v.string(),
    v.transform(splitList),
    v.array(
      v.pipe(
        v.string(),
        v.check(
          // Not the looser isValidCIDR: it reads "10/8" as 0.0.0.10/8.
          (text) => ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || ipaddr.IPv6.isValidCIDR(text),
          (issue) =>
            `"${issue.input}" is not a network; write ${others}networks like 192.168.0.0/16 or fd00::/8`,
        ),
      ),
    ),
  );

const encryptionKeySchema = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9+/]{43}=$/,
    'must be 32 bytes in base64 (44 characters); generate one with: openssl rand -base64 32',
  ),
);

/** A whole number within limits. */
function whole(options: {
  readonly defaultValue: number;
  readonly from: number;
  readonly to: number;
  /** For the message: `a whole number of seconds`. */
  readonly what?: string;
  /** More about the limits, for the message. */
  readonly note?: string;
}) {
  const { defaultValue, from, to, what = 'a whole number', note = '' } = options;
  const message = `must be ${what} from ${from} to ${to}${note}`;
  return v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,8}$/, message),
      v.transform(Number),
      v.minValue(from, message),
      v.maxValue(to, message),
    ),
    String(defaultValue),
  );
}

/** For how many days something is kept. */
function daysToKeep(defaultValue: number) {
  const note = '; 0 keeps them forever';
  return whole({ defaultValue, from: 0, to: 36_500, what: 'a whole number of days', note });
}

/** A number of minutes, up to a month. */
function minutesOfSession(defaultValue: number) {
  const note = ' (30 days)';
  return whole({ defaultValue, from: 1, to: 43_200, what: 'a whole number of minutes', note });
}

/** The environment of the relay, as in `docs/guides/run-the-relay.md`. An empty variable counts as unset. */
const environmentSchema = v.object({
  HOST: v.optional(v.string(), '127.0.0.1'),
  PORT: whole({ defaultValue: 4_100, from: 0, to: 65_535, what: 'a port number' }),
  PUBLIC_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isPlainHttpUrl,
        'must be an http or https URL without a query, such as https://relay.example.com',
      ),
      v.transform((url) => url.replace(/\/+$/, '')),
    ),
  ),
  DATABASE_URL: v.optional(databaseUrlSchema, 'sqlite:./data/relay.sqlite'),
  DATABASE_POOL_SIZE: whole({ defaultValue: defaultPostgresSettings.poolSize, from: 2, to: 1_000 }),
  DATABASE_LOCK_TIMEOUT_MS: whole({
    defaultValue: defaultPostgresSettings.lockTimeoutMs,
    from: 100,
    to: 60_000,
  }),
  DATABASE_STATEMENT_TIMEOUT_MS: whole({
    defaultValue: defaultPostgresSettings.statementTimeoutMs,
    from: 1_000,
    to: 3_600_000,
  }),
  DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: whole({
    defaultValue: defaultPostgresSettings.idleInTransactionTimeoutMs,
    from: 1_000,
    to: 3_600_000,
  }),
  RELAY_ROLE: v.optional(
    v.picklist(['all', 'api', 'worker'], 'must be one of: all, api, worker'),
    'all',
  ),
  RELAY_API_KEY: v.optional(
    v.pipe(
      v.string(),
      v.minLength(24, 'must have at least 24 characters'),
      // As at the end of a line of a file from Windows: no request could ever send it.
      v.regex(/^\S.*\S$/s, 'must not begin or end with white space'),
    ),
  ),
  RELAY_ENCRYPTION_KEY: v.optional(encryptionKeySchema),
  RELAY_ENCRYPTION_KEY_PREVIOUS: v.optional(
    v.pipe(v.string(), v.transform(splitList), v.array(encryptionKeySchema)),
    '',
  ),
  RELAY_SOURCES: v.optional(
    v.pipe(
      v.string(),
      v.transform(splitList),
      v.array(
        v.pipe(
          v.string(),
          v.check(
            // A `file:` URL is as good as a name: for a source under development.
            (name) => !/^(?:[./\\]|[a-z]:[/\\])/i.test(name),
            ({ input }) =>
              `"${input}" is a path; install its package with "npm install ${input}", and name that as its package.json does`,
          ),
        ),
      ),
      v.minLength(1, 'must name at least one package'),
    ),
    '@invoice-relay/envoice,@invoice-relay/drupal-invoice',
  ),
  RELAY_ALLOW_PRIVATE_NETWORKS: v.optional(cidrListSchema(), ''),
  RELAY_VENDOR_PRIVATE_NETWORKS: v.optional(
    v.union([
      v.literal('any'),
      v.pipe(
        v.literal('none'),
        v.transform((): string[] => []),
      ),
      cidrListSchema('any, none, or '),
    ]),
    'any',
  ),
  RELAY_INGEST_PER_SECOND: whole({ defaultValue: 2_000, from: 1, to: 999_999 }),
  RELAY_KEEP_ANSWERS_DAYS: daysToKeep(30),
  RELAY_KEEP_DELIVERIES_DAYS: daysToKeep(90),
  RELAY_KEEP_ACTIVITIES_DAYS: daysToKeep(365),
  RELAY_KEEP_EVENTS_DAYS: daysToKeep(730),
  RELAY_SESSION_IDLE_MINUTES: minutesOfSession(60),
  RELAY_SESSION_MINUTES: minutesOfSession(720),
  RELAY_FAILING_AFTER_SECONDS: whole({
    defaultValue: 300,
    from: 1,
    to: 86_400,
    what: 'a whole number of seconds',
    note: ' (a day)',
  }),
  // Under the 15 s after which systemd and Docker kill, according to our files for them.
  RELAY_STOP_TIMEOUT_SECONDS: whole({ defaultValue: 14, from: 1, to: 3_600 }),
  ...tracingVariables,
  LOG_LEVEL: v.optional(v.picklist(logLevels, `must be one of: ${logLevels.join(', ')}`), 'info'),
});

type Environment = v.InferOutput<typeof environmentSchema>;

/** All variables that the relay reads. */
export const variableNames: readonly string[] = Object.keys(environmentSchema.entries);

export type RelayRole = 'all' | 'api' | 'worker';

/** What a process does in its role. */
export function dutiesOf(role: RelayRole): {
  /** Serves the API and the dashboard, and receives webhooks. */
  readonly api: boolean;
  /** Creates events, delivers them, and does background work. */
  readonly work: boolean;
} {
  return { api: role !== 'worker', work: role !== 'api' };
}

/** Where the relay stores everything, and how it uses it. */
export type DatabaseConfig =
  | { readonly kind: 'sqlite'; readonly path: string }
  | ({ readonly kind: 'postgres' } & PostgresSettings);

/** The relay's configuration, validated. */
export interface RelayConfig {
  readonly host: string;
  readonly port: number;
  /** Where vendors reach the relay, without a trailing slash; ingest URLs start with it. */
  readonly publicUrl: string | undefined;
  readonly database: DatabaseConfig;
  /**
   * The role of this process, if several share a PostgreSQL database: `api` serves HTTP and
   * receives webhooks, `worker` creates events, delivers and does background work, `all` does both.
   */
  readonly role: RelayRole;
  readonly apiKey: string | undefined;
  /** 32 bytes in base64. */
  readonly encryptionKey: string | undefined;
  /** Further keys that open what was sealed with them, while the key is being replaced. */
  readonly previousEncryptionKeys: readonly string[];
  /** Package names of the source plugins. */
  readonly sources: readonly string[];
  /** CIDRs in which subscribers are allowed although they are not public. */
  readonly allowPrivateNetworks: readonly string[];
  /** Networks in which vendors are allowed although they are not public. */
  readonly vendorPrivateNetworks: 'any' | readonly string[];
  /** Maximum number of requests per second for one ingest URL; more get 429. */
  readonly ingestPerSecond: number;
  /** For how many days each is kept; 0 means forever. */
  readonly retentionDays: {
    /** Subscribers' responses. */
    readonly answers: number;
    /** Finished deliveries, with their attempts. */
    readonly deliveries: number;
    /** The vendor's bytes of activities. */
    readonly activities: number;
    readonly events: number;
  };
  /** How long somebody stays signed in to the dashboard. Milliseconds. */
  readonly sessions: {
    /** Without a request. */
    readonly idleMs: number;
    /** At most, however much it is used. */
    readonly longestMs: number;
  };
  /** When operational events report that something fails. */
  readonly failingLimits: FailingLimits;
  /** Total time limit of a shutdown, after which the process exits as it is. Milliseconds. */
  readonly stopTimeoutMs: number;
  /** Undefined if tracing is off. */
  readonly tracing: TracingConfig | undefined;
  readonly logLevel: (typeof logLevels)[number];
}

/**
 * Reads the relay's configuration from an environment.
 *
 * @param options.sealing false for work on the tables only, which opens and seals nothing
 * @throws {ConfigError} with every problem found, each starting with the variable's name
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  { sealing = true }: { readonly sealing?: boolean } = {},
): RelayConfig {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = v.safeParse(environmentSchema, given);
  const problems = (result.issues ?? []).map(
    (issue) => `${String(issue.path?.[0]?.key)}: ${issue.message}`,
  );
  const valid = validPart(result);
  const tracing = readTracing(valid, problems);
  problems.push(
    ...retentionProblems(valid),
    ...databaseProblems(valid, {
      hasKey: given['RELAY_ENCRYPTION_KEY'] !== undefined,
      sealing,
    }),
  );
  if (!result.success || problems.length > 0) {
    throw new ConfigError(problems);
  }
  const value = result.output;
  return {
    host: value.HOST,
    port: value.PORT,
    publicUrl: value.PUBLIC_URL,
    database: databaseConfig(value),
    role: value.RELAY_ROLE,
    apiKey: value.RELAY_API_KEY,
    encryptionKey: value.RELAY_ENCRYPTION_KEY,
    previousEncryptionKeys: value.RELAY_ENCRYPTION_KEY_PREVIOUS,
    sources: value.RELAY_SOURCES,
    allowPrivateNetworks: value.RELAY_ALLOW_PRIVATE_NETWORKS,
    vendorPrivateNetworks: value.RELAY_VENDOR_PRIVATE_NETWORKS,
    ingestPerSecond: value.RELAY_INGEST_PER_SECOND,
    retentionDays: {
      answers: value.RELAY_KEEP_ANSWERS_DAYS,
      deliveries: value.RELAY_KEEP_DELIVERIES_DAYS,
      activities: value.RELAY_KEEP_ACTIVITIES_DAYS,
      events: value.RELAY_KEEP_EVENTS_DAYS,
    },
    sessions: {
      idleMs: value.RELAY_SESSION_IDLE_MINUTES * minutes,
      longestMs: value.RELAY_SESSION_MINUTES * minutes,
    },
    failingLimits: { afterMs: value.RELAY_FAILING_AFTER_SECONDS * seconds },
    stopTimeoutMs: value.RELAY_STOP_TIMEOUT_SECONDS * seconds,
    tracing,
    logLevel: value.LOG_LEVEL,
  };
}

function databaseConfig(value: Environment): DatabaseConfig {
  const { DATABASE_URL: location } = value;
  if (location.kind === 'sqlite') return location;
  return {
    ...location,
    poolSize: value.DATABASE_POOL_SIZE,
    lockTimeoutMs: value.DATABASE_LOCK_TIMEOUT_MS,
    statementTimeoutMs: value.DATABASE_STATEMENT_TIMEOUT_MS,
    idleInTransactionTimeoutMs: value.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS,
  };
}

/** What is valid by itself, so that what does not go together is reported with everything else. */
function validPart({
  issues,
  output,
}: v.SafeParseResult<typeof environmentSchema>): Partial<Environment> {
  const invalid = new Set((issues ?? []).map(({ path }) => path?.[0]?.key));
  return Object.fromEntries(
    Object.entries(output as Environment).filter(([name]) => !invalid.has(name)),
  );
}

function retentionProblems(valid: Partial<Environment>): string[] {
  const { RELAY_KEEP_EVENTS_DAYS: events, RELAY_KEEP_DELIVERIES_DAYS: deliveries } = valid;
  if (events === undefined || deliveries === undefined) return [];
  if (events === 0 || (deliveries > 0 && deliveries <= events)) return [];
  return [
    'RELAY_KEEP_DELIVERIES_DAYS: must not be longer than RELAY_KEEP_EVENTS_DAYS, as an event is kept as long as one of its deliveries',
  ];
}

function databaseProblems(
  { DATABASE_URL: location, RELAY_ROLE: role }: Partial<Environment>,
  { hasKey, sealing }: { readonly hasKey: boolean; readonly sealing: boolean },
): string[] {
  if (location?.kind === 'postgres') {
    if (hasKey || !sealing) return [];
    return [
      'RELAY_ENCRYPTION_KEY: required with PostgreSQL, and the same for all processes of this relay, as there is no data folder to keep a key in; generate one with: openssl rand -base64 32, and keep a copy of it outside the database',
    ];
  }
  if (location === undefined || role === undefined || role === 'all') return [];
  return [
    `RELAY_ROLE: "${role}" lets several processes share one PostgreSQL database; with SQLite one process does all the work: leave RELAY_ROLE unset, or set DATABASE_URL to postgres://…`,
  ];
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function isPlainHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === ''
  );
}
