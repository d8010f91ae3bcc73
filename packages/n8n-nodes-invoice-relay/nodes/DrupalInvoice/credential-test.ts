import { ConfigError, VendorError } from '@invoice-relay/core/errors';
import type { Transport } from '@invoice-relay/core/source';
import { createDrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import type { DrupalInvoiceClient } from '@invoice-relay/drupal-invoice';
import { inWordsOfForm } from '@invoice-relay/drupal-invoice/forms';
import type {
  ICredentialDataDecryptedObject,
  ICredentialTestFunctions,
  INodeCredentialTestResult,
} from 'n8n-workflow';

import { lowerCaseHeaders } from '../shared/transport.ts';
import { createRuntime } from '../shared/runtime.ts';
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
      ...createRuntime(createTestTransport(options.helpers)),
      credentials: readCredentials(options.data),
      maxAttempts: 1,
    });
    await client.test();
    return { status: 'OK', message: await writingOf(client) };
  } catch (error) {
    return { status: 'Error', message: wordsOf(error) };
  }
}

/** To write, one has to log in as well; who only reads need not be able to. */
async function writingOf(client: DrupalInvoiceClient): Promise<string> {
  try {
    await client.test({ writing: true });
    return 'Connection successful!';
  } catch (error) {
    return `Reading works. Creating and updating do not: ${wordsOf(error)}`;
  }
}

/** Of other errors nothing is told, as they may hold the request, and so the credentials. */
function wordsOf(error: unknown): string {
  const isOurs = error instanceof VendorError || error instanceof ConfigError;
  return isOurs ? inWordsOfForm(error.message, credentialWords) : 'The site could not be asked.';
}

/** Of an answer that is no success, some versions of n8n make text. */
function receivedBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : '');
}

/** `request` is old, but the only way to the network that n8n gives to the test of a credential. */
function createTestTransport(helpers: ICredentialTestFunctions['helpers']): Transport {
  return async ({ method, url, headers, body: sent }) => {
    const answer = (await helpers.request({
      method,
      url,
      headers: { ...headers },
      ...(typeof sent === 'string' && { body: sent }),
      // Bytes, whatever the status, and no redirect followed.
      encoding: null,
      simple: false,
      resolveWithFullResponse: true,
      followRedirect: false,
      timeout: timeoutMs,
    })) as { statusCode: number; headers: Record<string, unknown>; body?: unknown };
    const { statusCode: status, headers: answered, body } = answer;
    return { status, headers: lowerCaseHeaders(answered), body: receivedBytes(body) };
  };
}
