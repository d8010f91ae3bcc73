import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** Members that must never be in a log, wherever they stand. */
const secretMembers = ['credentials', 'secret', 'secrets', 'token', 'authorization', 'authSecret'];

/**
 * The relay's log: one JSON object per line.
 *
 * An error is logged by its own words and place only: a database error carries the parameters of
 * its query, and those are nobody's business.
 */
export function createLogger(options: {
  readonly level: string;
  readonly destination?: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      redact: { paths: secretMembers.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false }),
  );
}

function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    type: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
