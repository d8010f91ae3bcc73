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
    options.destination ?? standardOutput(),
  );
}

/**
 * Standard output as it is. A log that cannot be written (a full disk, a reader that is gone) must
 * not stop the relay: its lines are lost, and standard error says so once.
 */
function standardOutput(): DestinationStream {
  let told = false;
  process.stdout.on('error', (error) => {
    if (told) return;
    told = true;
    process.stderr.write(`The log cannot be written, and its lines are lost: ${error.message}\n`);
  });
  process.stderr.on('error', () => {});
  return writeOncePerTurn(process.stdout);
}

/** All lines of a turn of the event loop in one write, as each takes a call of the system. */
function writeOncePerTurn(stream: NodeJS.WriteStream): DestinationStream {
  let lines = '';
  const flush = (): void => {
    if (lines !== '') stream.write(lines);
    lines = '';
  };
  // Whoever ends the process: what was logged is written.
  process.once('exit', flush);
  return {
    write(line) {
      if (lines === '') setImmediate(flush);
      lines += line;
    },
  };
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
