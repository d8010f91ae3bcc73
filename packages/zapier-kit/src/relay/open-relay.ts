import { ConfigError } from '@invoice-relay/core/errors';
import { createRelayClient } from '@invoice-relay/relay-client';
import type { RelayClient } from '@invoice-relay/relay-client';

import { inRelayWords } from '../to-zapier-error.ts';
import type { Run } from '../perform.ts';
import { guideUrl } from './relay-fields.ts';

/** Whether the connection names a relay. Only one of the two fields is a mistake. */
export function hasRelay({ z, authData }: Pick<Run, 'z' | 'authData'>): boolean {
  const { relayUrl, relayKey } = settingsOf(authData);
  if (relayUrl !== '' && relayKey !== '') return true;
  if (relayUrl === '' && relayKey === '') return false;
  const missing = relayUrl === '' ? 'Relay URL' : 'Relay Key';
  throw new z.errors.Error(
    `${missing} is empty: Relay URL and Relay Key go together. Fill in both, or neither.`,
    'relay_settings_incomplete',
  );
}

/**
 * A client of the relay that the connection names.
 *
 * @throws an error of Zapier that says how to get a relay, if the connection names none
 * @throws {ConfigError} if URL or key cannot work
 */
export function openRelay(run: Pick<Run, 'z' | 'authData' | 'reach'>): RelayClient {
  const { z, authData, reach } = run;
  if (!hasRelay(run)) {
    throw new z.errors.Error(
      `Instant triggers need an Invoice Relay, but this connection has none. Set one up (${guideUrl}), then reconnect the account in Zapier with Relay URL and Relay Key filled in.`,
      'relay_missing',
    );
  }
  const { relayUrl, relayKey } = settingsOf(authData);
  try {
    return createRelayClient({ baseUrl: relayUrl, apiKey: relayKey, transport: reach.transport });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.problems.map(inRelayWords));
  }
}

function settingsOf({ relayUrl, relayKey }: Run['authData']) {
  return { relayUrl: relayUrl?.trim() ?? '', relayKey: relayKey?.trim() ?? '' };
}
