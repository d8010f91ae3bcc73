import 'reflect-metadata';

import { ConfigError } from '@invoice-relay/core/errors';

import { reseal } from '../../database/vault/reseal.ts';
import type { Resealed } from '../../database/vault/reseal.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import { readCommandConfig } from './command-config.ts';
import { besideRelay } from './open-beside-relay.ts';
import { runCommand } from './run-command.ts';

/**
 * `invoice-relay rotate-encryption-key`: re-encrypts with `RELAY_ENCRYPTION_KEY` everything that is
 * encrypted with one of `RELAY_ENCRYPTION_KEY_PREVIOUS`, whether or not relays are running.
 */
export function rotateEncryptionKey(): Promise<void> {
  return runCommand({
    run: async () => {
      const config = readCommandConfig();
      const result = await besideRelay(config, (relay) => {
        refuseOneKey(config);
        return reseal(relay);
      });
      if (result.unreadable.length > 0) process.exitCode = 1;
      return report(result);
    },
    failed: 'The key was not replaced, or not everywhere',
  });
}

/**
 * Someone who runs this in another shell than the relay's may have only the old key, with which
 * everything seems up to date.
 *
 * @throws {ConfigError} if there is no previous key to replace
 */
function refuseOneKey({ previousEncryptionKeys }: RelayConfig): void {
  if (previousEncryptionKeys.length > 0) return;
  throw new ConfigError([
    'RELAY_ENCRYPTION_KEY_PREVIOUS: not set for this command, so there is no key to replace. Run it with the same environment as the relay: RELAY_ENCRYPTION_KEY is the new key, and RELAY_ENCRYPTION_KEY_PREVIOUS the old one.',
  ]);
}

function report({ resealed, unreadable }: Resealed): string {
  const lines = [`${resealed} values were encrypted with RELAY_ENCRYPTION_KEY.`];
  if (unreadable.length === 0) {
    lines.push(
      resealed === 0
        ? 'Everything is encrypted with this RELAY_ENCRYPTION_KEY: a relay that has it as well no longer needs RELAY_ENCRYPTION_KEY_PREVIOUS.'
        : 'Once every process of the relay has this key as RELAY_ENCRYPTION_KEY, run this again: when it finds 0 values, RELAY_ENCRYPTION_KEY_PREVIOUS can be removed.',
    );
  } else {
    lines.push(
      'These cannot be decrypted with any of the keys, and were left as they are. Set them again, or add the key that they were encrypted with to RELAY_ENCRYPTION_KEY_PREVIOUS:',
      ...unreadable.map(({ table, column, id }) => `  - ${table}.${column} of ${id}`),
    );
  }
  return `${lines.join('\n')}\n`;
}
