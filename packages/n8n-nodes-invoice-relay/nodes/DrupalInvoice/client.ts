import { createDrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import type { DrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { createTransport } from '../shared/transport.ts';
import { createRuntime } from '../shared/runtime.ts';
import { drupalInvoiceCredential, readCredentials } from './credentials.ts';

/**
 * Opens the client for the node's site. Use one client for all items of an execution: it logs in
 * once for all writes.
 */
export async function openClient(
  context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<DrupalInvoiceClient> {
  const data = await context.getCredentials(drupalInvoiceCredential);
  const timeZone = context.getTimezone();
  return createDrupalInvoiceClient({
    ...createRuntime(createTransport({ context, credentialType: drupalInvoiceCredential })),
    credentials: readCredentials(data),
    timeZone,
  });
}
