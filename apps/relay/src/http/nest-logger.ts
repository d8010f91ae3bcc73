import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/**
 * Nest's own lines in the relay's log. What it logs at every start (modules, routes) is for
 * debugging.
 */
export function nestLogger(logger: Logger): LoggerService {
  return {
    fatal: (message: unknown, ...more: unknown[]) => logger.fatal(...line(message, more)),
    error: (message: unknown, ...more: unknown[]) => logger.error(...line(message, more)),
    warn: (message: unknown, ...more: unknown[]) => logger.warn(...line(message, more)),
    log: (message: unknown, ...more: unknown[]) => logger.debug(...line(message, more)),
    debug: (message: unknown, ...more: unknown[]) => logger.debug(...line(message, more)),
    verbose: (message: unknown, ...more: unknown[]) => logger.trace(...line(message, more)),
  };
}

/**
 * Nest passes a message or an error first and the name of the logger last, with a stack in between.
 */
function line(message: unknown, more: readonly unknown[]): [object, string] {
  const context = more.at(-1);
  if (message instanceof Error) return [{ err: message, context }, message.message];
  return [{ context }, String(message)];
}
