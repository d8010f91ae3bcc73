import { ConfigError } from '@invoice-relay/core/errors';

/**
 * Whether a command that explains itself first is to be carried out: with `--confirm`, the only
 * argument that it takes.
 *
 * @throws {ConfigError} for any other argument
 */
export function isConfirmed(command: string, args: readonly string[]): boolean {
  if (args.every((arg) => arg === '--confirm')) return args.length > 0;
  throw new ConfigError([`"${command}" takes --confirm and nothing else.`]);
}
