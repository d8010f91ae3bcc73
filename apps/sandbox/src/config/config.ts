import { ConfigError } from '@invoice-relay/core/errors';
import * as v from 'valibot';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Environment variables of a sandbox. Empty variables count as unset. */
export const configSchema = v.object({
  HOST: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty()), '127.0.0.1'),
  PORT: v.pipe(
    v.optional(v.string(), '4200'),
    v.regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535; 0 takes any free port'),
    v.transform(Number),
    v.maxValue(65_535, 'must be a whole number from 0 to 65535; 0 takes any free port'),
  ),
  SANDBOX_DATA: v.optional(v.string()),
  LOG_LEVEL: v.optional(v.picklist(logLevels, `must be one of ${logLevels.join(', ')}`), 'info'),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  /** The SQLite file for the state, or `null` for in-memory state. */
  readonly dataFile: string | null;
  readonly logLevel: (typeof logLevels)[number];
}

/**
 * Reads the configuration from environment variables.
 *
 * @throws {ConfigError} listing every invalid variable
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = v.safeParse(configSchema, given);
  if (!result.success) {
    throw new ConfigError(
      result.issues.map((issue) => `${v.getDotPath(issue) ?? 'environment'} ${issue.message}`),
    );
  }
  return {
    host: result.output.HOST,
    port: result.output.PORT,
    dataFile: result.output.SANDBOX_DATA ?? null,
    logLevel: result.output.LOG_LEVEL,
  };
}
