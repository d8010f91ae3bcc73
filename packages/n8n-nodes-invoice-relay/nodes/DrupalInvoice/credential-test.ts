import { ConfigError, VendorError } from '@invoice-relay/core/errors';
import type { Transport } from '@invoice-relay/core/source';
import { createDrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import { inWordsOfForm } from '@invoice-relay/drupal-invoice/forms';
import type {
  ICredentialDataDecryptedObject,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';

import { createWorld } from '../shared/world.ts';
import { readCredentials } from './credentials.ts';
import { credentialWords } from './words.ts';

const timeoutMs = 20_000;

/** Whether the credentials lead to a Drupal site with the module, and are let in. */
export async function testDrupalInvoiceApi(options: {
  readonly helpers: ICredentialTestFunctions['helpers'];
  readonly data: ICredentialDataDecryptedObject;
}): Promise<INodeCredentialTestResult> {
  try {
    const client = createDrupalInvoiceClient({
      ...createWorld(createTestTransport(options.helpers)),
      credentials: readCredentials(options.data),
      maxAttempts: 1,
    });
    await client.test();
    return { status: 'OK', message: 'Connection successful!' };
  } catch (error) {
    // Of other errors nothing is told, as they may hold the request, and so the credentials.
    const isOurs = error instanceof VendorError || error instanceof ConfigError;
    const message = isOurs
      ? inWordsOfForm(error.message, credentialWords)
      : 'The site could not be asked.';
    return { status: 'Error', message };
  }
}

/** Of an answer that is no success, some versions of n8n make text. */
function receivedBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : '');
}

/** `request` is old, but the only way to the network that n8n gives to the test of a credential. */
function createTestTransport(helpers: ICredentialTestFunctions['helpers']): Transport {
  return async ({ method, url, headers }) => {
    const answer = (await helpers.request({
      method,
      url,
      headers: { ...headers },
      // Bytes, whatever the status, and no redirect followed.
      encoding: null,
      simple: false,
      resolveWithFullResponse: true,
      followRedirect: false,
      timeout: timeoutMs,
    })) as { statusCode: number; headers: Record<string, string | undefined>; body?: unknown };
    const { statusCode: status, headers: answered, body } = answer;
    return { status, headers: answered, body: receivedBytes(body) };
  };
}
