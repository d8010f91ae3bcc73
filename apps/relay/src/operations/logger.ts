import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** Members that must never be logged, wherever they are. */
const secretMembers = ['credentials', 'secret', 'secrets', 'token', 'authorization', 'authSecret'];

/**
 * The relay's log: one JSON object per line.
 *
 * Errors are logged with their message and stack only: a database error carries the parameters of
 * its query, which must not be logged.
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
 * Plain standard output. A log that cannot be written (a full disk, a closed reader) must not stop
 * the relay: its lines are lost, and standard error says so once.
 */
function standardOutput(): DestinationStream {
  let isReported = false;
  process.stdout.on('error', (error) => {
    if (isReported) return;
    isReported = true;
    process.stderr.write(`The log cannot be written, and its lines are lost: ${error.message}\n`);
  });
  process.stderr.on('error', () => {});
  return writeOncePerTurn(process.stdout);
}

/** All lines of one turn of the event loop in one write, as each is a system call. */
function writeOncePerTurn(stream: NodeJS.WriteStream): DestinationStream {
  let lines = '';
  const flush = (): void => {
    if (lines !== '') stream.write(lines);
    lines = '';
  };
  // Whatever ends the process: what was logged is written.
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
