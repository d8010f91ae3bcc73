import { createRelayClient } from '@invoice-relay/relay-client';
import type { RelayClient } from '@invoice-relay/relay-client';
import type {
  IExecuteFunctions,
  IHookFunctions,
  ILoadOptionsFunctions,
  IPollFunctions,
} from 'n8n-workflow';

import { createTransport } from './transport.ts';

export const relayService = 'Invoice Relay';

const credentialType = 'invoiceRelayApi';

/**
 * A client of the relay that the node's credentials name.
 *
 * @throws {ConfigError} when base URL or key cannot work
 */
export async function openRelay(
  context: IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions,
): Promise<RelayClient> {
  const { baseUrl, apiKey } = await context.getCredentials<{ baseUrl: string; apiKey: string }>(
    credentialType,
  );
  return createRelayClient({
    baseUrl: baseUrl.trim(),
    // n8n adds the key to each request. The client has it too, to keep it out of error messages.
    apiKey: apiKey.trim(),
    transport: createTransport({ context, credentialType }),
  });
}
