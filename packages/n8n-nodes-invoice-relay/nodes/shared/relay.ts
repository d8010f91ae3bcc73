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
 * Opens a client for the relay in the node's credentials.
 *
 * @throws {ConfigError} for an invalid base URL or key
 */
export async function openRelay(context: RelayContext): Promise<RelayClient> {
  const { baseUrl, apiKey } = await credentialsOf(context);
  return createRelayClient({
    baseUrl: baseUrl.trim(),
    // n8n adds the key to each request. The client gets it too, to redact it from error messages.
    apiKey: apiKey.trim(),
    transport: createTransport({ context, credentialType }),
  });
}

/**
 * Returns the relay's address in human-readable form, without a trailing slash or anything secret.
 */
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
