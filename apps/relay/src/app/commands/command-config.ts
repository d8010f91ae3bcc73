import { readConfig } from '../../operations/config/config.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import { unknownVariables } from '../../operations/config/unknown-variables.ts';

/**
 * The configuration of a command, from the environment of this process. Variables without effect
 * are reported on standard error.
 *
 * @param options.sealing see `readConfig`
 * @throws {ConfigError} with every problem found
 */
export function readCommandConfig(options: { readonly sealing?: boolean } = {}): RelayConfig {
  warnOfUnknownVariables();
  return readConfig(process.env, options);
}

/** Prints a line on standard error for each variable that has no effect. */
export function warnOfUnknownVariables(): void {
  for (const { message } of unknownVariables(process.env)) process.stderr.write(`${message}\n`);
}
