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
import { credentialLabels } from './credential-labels.ts';
import { readCredentials } from './credentials.ts';

const timeoutMs = 20_000;

/** Checks that the credentials point to a Drupal site with the module and that it accepts them. */
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

/** Checks write access, which also requires a login. Read-only users do not need it. */
async function writingOf(client: DrupalInvoiceClient): Promise<string> {
  try {
    await client.test({ writing: true });
    return 'Connection successful!';
  } catch (error) {
    return `Reading works, but creating and updating do not: ${wordsOf(error)}`;
  }
}

/**
 * Returns the message of our own errors only: other errors may contain the request, and with it the
 * credentials.
 */
function wordsOf(error: unknown): string {
  const isOurs = error instanceof VendorError || error instanceof ConfigError;
  return isOurs ? inWordsOfForm(error.message, credentialLabels) : 'The site could not be reached.';
}

/** Some versions of n8n decode the body of an unsuccessful response to text. */
function receivedBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : '');
}

/** `request` is deprecated, but it is the only HTTP helper n8n offers to credential tests. */
function createTestTransport(helpers: ICredentialTestFunctions['helpers']): Transport {
  return async ({ method, url, headers, body: sent }) => {
    const answer = (await helpers.request({
      method,
      url,
      headers: { ...headers },
      ...(typeof sent === 'string' && { body: sent }),
      // Return bytes whatever the status, and do not follow redirects.
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
