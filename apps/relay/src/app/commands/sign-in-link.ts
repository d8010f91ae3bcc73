import 'reflect-metadata';

import { ConfigError } from '@invoice-relay/core/errors';

import { SignInLinks } from '../../http/resources/api-keys/sign-in-links.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import { readCommandConfig } from './command-config.ts';
import { besideRelay } from './open-beside-relay.ts';
import { runCommand } from './run-command.ts';
import { signInText } from '../sign-in-text.ts';
import { commandLine } from '../../shared/command-line.ts';

/**
 * Creates a link that signs an administrator in to the dashboard once, and shows it: for anyone
 * with access to the machine, whether or not the relay is running.
 */
export function makeSignInLink(): Promise<void> {
  return runCommand({
    run: async () => `${signInText(await addSignInLinks(readCommandConfig())).join('\n')}\n`,
    failed: 'No link was created',
  });
}

/** @throws {ConfigError} if there is no relay's database, or no administrator key in it */
function addSignInLinks(config: RelayConfig): Promise<readonly string[]> {
  return besideRelay(config, async ({ database, vault, clock }) => {
    const links = await new SignInLinks(database, vault, clock).create({
      addresses: [addressOf(config), config.publicUrl],
    });
    if (links.length > 0) return links;
    throw new ConfigError([
      `There is no administrator key to sign in with. Create one first: ${commandLine('admin-key')}`,
    ]);
  });
}

/** On this machine: a wildcard address cannot be opened. */
function addressOf({ host, port }: RelayConfig): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
