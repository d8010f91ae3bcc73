import 'reflect-metadata';

import { reseal } from '../../database/vault/reseal.ts';
import type { Resealed } from '../../database/vault/reseal.ts';
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
      const result = await besideRelay(readCommandConfig(), reseal);
      if (result.unreadable.length > 0) process.exitCode = 1;
      return report(result);
    },
    failed: 'The key was not replaced, or not everywhere',
  });
}

function report({ resealed, unreadable }: Resealed): string {
  const lines = [`${resealed} values were encrypted with RELAY_ENCRYPTION_KEY.`];
  if (unreadable.length === 0) {
    lines.push(
      resealed === 0
        ? 'Everything is up to date: RELAY_ENCRYPTION_KEY_PREVIOUS can be removed.'
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
