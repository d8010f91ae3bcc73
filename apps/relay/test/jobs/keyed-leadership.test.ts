import { randomBytes } from 'node:crypto';

import pino from 'pino';
import { expect, test } from 'vitest';

import { openVault } from '../../src/database/vault/open-vault.ts';
import { Vault } from '../../src/database/vault/vault.ts';
import { KeyedLeadership } from '../../src/jobs/keyed-leadership.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

test('a process leads only while it has the encryption key of the database', async () => {
  await using temp = await temporaryDatabase();
  const { database } = temp;
  const keys = { current: randomBytes(32), previous: [] };
  const vault = await openVault({ database, keys });
  let asked = 0;
  const logged: string[] = [];
  const leadership = (of: Vault): KeyedLeadership =>
    new KeyedLeadership({
      leadership: {
        lead: async () => {
          asked += 1;
          return true;
        },
        stillLeads: async () => true,
        onLost: () => {},
        stop: async () => {},
      },
      database,
      vault: of,
      logger: pino({ level: 'error' }, { write: (line) => void logged.push(line) }),
    });

  const without = leadership(new Vault(randomBytes(32)));
  expect([await without.lead(), await without.lead(), asked]).toEqual([false, false, 0]);
  expect(logged).toEqual([expect.stringContaining('set RELAY_ENCRYPTION_KEY to that key')]);
  expect([await leadership(vault).lead(), asked]).toEqual([true, 1]);
});
