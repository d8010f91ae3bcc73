import { ConfigError } from '@invoice-relay/core/errors';
import { RelayAnswerError, RelayApiError, RelayConnectionError } from '@invoice-relay/relay-client';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { inLabels } from '../shared/errors.ts';
import { readList } from '../shared/read-list.ts';
import { relayAddress } from '../shared/relay.ts';
import { withoutSystemErrors } from '../shared/system-errors.ts';
import { unreachableError, urlRefusal } from './subscription.ts';

/**
 * Returns the error of publishing or unpublishing as a single line: which relay, what it said and
 * how to fix it. n8n shows only the message, not the description.
 *
 * @param after sentence to append
 */
export async function publishError(
  context: IHookFunctions,
  error: unknown,
  after?: string,
): Promise<Error> {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  const reason = urlRefusal(error);
  if (reason !== undefined) {
    const url = context.getNodeWebhookUrl('default') ?? '';
    return unreachableError(context, { url, reason });
  }
  const address = await relayAddress(context);
  const line = goneConnections(context, { error, address }) ?? lineOf(error, address);
  return new NodeOperationError(context.getNode(), withoutSystemErrors(joined(line, after)));
}

/** The relay refuses them by index: a connection may be deleted there, but stay chosen here. */
function goneConnections(
  context: IHookFunctions,
  { error, address }: { readonly error: unknown; readonly address: string },
): string | undefined {
  if (!(error instanceof RelayApiError)) return undefined;
  const chosen = readList(context.getNodeParameter('connectionIds', []));
  const gone = error.errors.flatMap(({ path }) => {
    const [, index] = /^connectionIds\.(\d+)$/.exec(path) ?? [];
    return chosen[Number(index)] ?? [];
  });
  return gone.length === 0
    ? undefined
    : `The Invoice Relay at ${address} has no connection ${gone.join(' and no ')}, which may have been deleted there. Remove it from "Connection Names or IDs", or choose another one.`;
}

function lineOf(error: unknown, address: string): string {
  const relay = `The Invoice Relay at ${address}`;
  const key = `POST ${address}/v1/api-keys with {"name": "n8n", "scopes": ["subscribe"]} and an administrator key creates one`;
  if (error instanceof RelayApiError && ['http_error', 'redirected'].includes(error.code)) {
    return `The request to ${address} failed: ${inLabels(error.detail)}`;
  }
  if (error instanceof RelayApiError) {
    if (error.status === 401) {
      return `${relay} does not accept the API key of the credential. Enter a key with the scope "subscribe": ${key}.`;
    }
    if (error.status === 403) {
      return `The API key may not subscribe at ${address}: it needs the scope "subscribe" ("read" is sufficient only for the Polling Trigger). Enter such a key in the credential: ${key}.`;
    }
    const fields = error.errors
      .map(({ path, message }) => (path ? `${path}: ${message}` : message))
      .filter((field) => !error.detail.includes(field));
    return joined(
      `${relay} rejected the request (${error.status}): ${inLabels(error.detail)}`,
      ...fields,
    );
  }
  if (error instanceof RelayConnectionError) {
    return joined(
      `${relay} cannot be reached: ${inLabels(error.message)}`,
      'Base URL, in the credential, is the address as n8n reaches it, which in a container is not 127.0.0.1.',
    );
  }
  if (error instanceof RelayAnswerError) {
    return joined(
      `The response from ${address} is not from an Invoice Relay, or was cut off: ${inLabels(error.message)}`,
      'Fix "Base URL" in the credential.',
    );
  }
  if (error instanceof ConfigError) {
    return joined('The Invoice Relay credential is invalid:', inLabels(error.message));
  }
  return joined(
    `The request to ${relay} failed:`,
    error instanceof Error ? error.message : String(error),
  );
}

/** Joins sentences into one line. */
function joined(...sentences: readonly (string | undefined)[]): string {
  return sentences
    .flatMap((sentence) => (sentence ? [sentence.replaceAll(/\s*\n\s*/g, ' ').trim()] : []))
    .map((sentence) => (/[.:!?]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
}
