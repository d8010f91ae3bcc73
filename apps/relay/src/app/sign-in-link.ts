import 'reflect-metadata';

import { ConfigError } from '@invoice-relay/core/errors';

import { openVault } from '../database/vault/open-vault.ts';
import { SignInLinks } from '../http/resources/api-keys/index.ts';
import type { RelayConfig } from '../operations/config/config.ts';
import { systemClock } from '../shared/clock/clock.ts';
import { readCommandConfig } from './command-config.ts';
import { openBesideRelay } from './open-beside-relay.ts';
import { relayKeys } from './relay-keys.ts';
import { signInWords } from './sign-in-words.ts';
import { startProblem } from './start-problem.ts';

/**
 * Makes a link that signs an administrator in to the page of the relay once, and shows it: for who
 * has the machine, while the relay runs or not.
 */
export async function makeSignInLink(): Promise<void> {
  process.umask(0o077);
  try {
    const config = readCommandConfig();
    process.stdout.write(`${signInWords(await addSignInLinks(config)).join('\n')}\n`);
  } catch (error) {
    process.stderr.write(`${startProblem(error, 'No link was made')}\n`);
    process.exitCode = 1;
  }
}

/** @throws {ConfigError} when there is no relay's database, or no administrator key in it */
async function addSignInLinks(config: RelayConfig): Promise<readonly string[]> {
  const { database, close } = await openBesideRelay(config);
  try {
    const vault = await openVault({ database, keys: await relayKeys({ config, database }) });
    const links = await new SignInLinks(database, vault, systemClock).create({
      addresses: [addressOf(config), config.publicUrl],
    });
    if (links.length > 0) return links;
    throw new ConfigError([
      'There is no administrator key to sign in with. Make one first: invoice-relay admin-key',
    ]);
  } finally {
    await close();
  }
}

/** On this machine: an address that means "all of them" is none to open. */
function addressOf({ host, port }: RelayConfig): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
