import { createRelayClient } from '@invoice-relay/relay-client';
import type { RelayClient } from '@invoice-relay/relay-client';
import type {
  IExecuteFunctions,
  IHookFunctions,
  ILoadOptionsFunctions,
  IPollFunctions,
  IWebhookFunctions,
} from 'n8n-workflow';

import { createTransport } from './transport.ts';

export const relayService = 'Invoice Relay';

const credentialType = 'invoiceRelayApi';

type RelayContext =
  | IExecuteFunctions
  | IHookFunctions
  | ILoadOptionsFunctions
  | IPollFunctions
  | IWebhookFunctions;

/**
 * A client of the relay that the node's credentials name.
 *
 * @throws {ConfigError} when base URL or key cannot work
 */
export async function openRelay(context: RelayContext): Promise<RelayClient> {
  const { baseUrl, apiKey } = await credentialsOf(context);
  return createRelayClient({
    baseUrl: baseUrl.trim(),
    // n8n adds the key to each request. The client has it too, to keep it out of error messages.
    apiKey: apiKey.trim(),
    transport: createTransport({ context, credentialType }),
  });
}

/** Where the relay is, for people: without a slash at the end, and without what may be secret in it. */
export async function relayAddress(context: RelayContext): Promise<string> {
  try {
    const { baseUrl } = await credentialsOf(context);
    const { origin, pathname } = new URL(baseUrl.trim());
    return `${origin}${pathname}`.replace(/\/+$/, '');
  } catch {
    return 'the Base URL of the credential';
  }
}

async function credentialsOf(context: RelayContext) {
  return await context.getCredentials<{ baseUrl: string; apiKey: string }>(credentialType);
}
