import {
  ConfigError,
  InputError,
  InvoiceRelayError,
  VendorError,
} from '@invoice-relay/core/errors';
import type { VendorErrorCode } from '@invoice-relay/core/errors';
import { RelayAnswerError, RelayApiError, RelayConnectionError } from '@invoice-relay/relay-client';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

/** An error as n8n shows it: the message is the heading, the description says how to fix it. */
interface Shown {
  readonly message: string;
  readonly description: string;
  readonly code?: string;
  readonly httpCode?: string;
}

/**
 * Converts any of our errors to one that n8n displays well. n8n's own errors are returned
 * unchanged.
 *
 * @param options.service display name of the service: `Envoice`, `Invoice 7`
 * @param options.itemIndex index of the failed item, from 0
 */
export function toNodeError(
  error: unknown,
  options: { readonly node: INode; readonly service: string; readonly itemIndex?: number },
): NodeApiError | NodeOperationError {
  const { node, service, itemIndex } = options;
  const where = itemIndex === undefined ? {} : { itemIndex };
  if (error instanceof NodeApiError || error instanceof NodeOperationError) {
    if (itemIndex !== undefined) error.context['itemIndex'] ??= itemIndex;
    return error;
  }
  const shown = show(error, service);
  if (shown === undefined) return operationError(error, node, where);
  const { message, description, code, httpCode } = shown;
  const nodeError = new NodeApiError(
    node,
    // Nothing from the response itself: n8n stores this with the execution.
    { message },
    { message, description, ...(httpCode === undefined ? {} : { httpCode }), ...where },
  );
  if (code !== undefined) nodeError.context['code'] = code;
  return nodeError;
}

function operationError(
  error: unknown,
  node: INode,
  where: { readonly itemIndex?: number },
): NodeOperationError {
  if (error instanceof ConfigError) {
    return new NodeOperationError(node, 'The credentials of this node are invalid', {
      description: inLabels(error.message),
      ...where,
    });
  }
  if (error instanceof InputError) {
    const { message, description } = error;
    return new NodeOperationError(node, message, { description, ...where });
  }
  if (!(error instanceof InvoiceRelayError)) {
    return new NodeOperationError(node, error instanceof Error ? error : String(error), where);
  }
  const nodeError = new NodeOperationError(node, error.message, where);
  nodeError.context['code'] = error.code;
  return nodeError;
}

function show(error: unknown, service: string): Shown | undefined {
  if (error instanceof VendorError) {
    return {
      message: `${service} ${vendorHeadings[error.code]}`,
      description: inLabels(
        [error.message, ...notYetSaid(error.details, error.message)].join('\n'),
      ),
      code: error.code,
      ...(error.status === null ? {} : { httpCode: String(error.status) }),
    };
  }
  if (error instanceof RelayApiError) {
    const fields = error.errors.map(({ path, message }) =>
      path ? `${path}: ${message}` : message,
    );
    const { code, status } = error;
    return {
      message: relayHeading(error),
      description: inLabels([error.detail, ...notYetSaid(fields, error.detail)].join('\n')),
      code,
      httpCode: String(status),
    };
  }
  if (error instanceof RelayConnectionError) {
    return {
      message: 'Invoice Relay cannot be reached',
      description: inLabels(error.message),
      code: error.code,
    };
  }
  if (error instanceof RelayAnswerError) {
    return {
      message: 'The response is not from an Invoice Relay, or was cut off',
      description: inLabels(error.message),
      code: error.code,
      httpCode: String(error.status),
    };
  }
  return undefined;
}

const vendorHeadings: Readonly<Record<VendorErrorCode, string>> = {
  vendor_unreachable: 'cannot be reached',
  vendor_unauthorized: 'does not accept the credentials',
  vendor_not_found: 'could not find this',
  vendor_rate_limited: 'received too many requests',
  vendor_refused: 'rejected the request',
  vendor_failed: 'failed',
  vendor_answer_invalid: 'returned an unreadable response',
};

function relayHeading({ code, status, heading }: RelayApiError): string {
  // Something in front of the relay, which knows no API key, or another server.
  if (code === 'http_error') return `Invoice Relay: ${heading}`;
  if (status === 401) return 'Invoice Relay does not accept the API key';
  if (status === 403) return 'The API key may not do this';
  return `Invoice Relay: ${heading}`;
}

/** Labels of the credential fields, keyed by the names that our clients use. */
const labels: Readonly<Record<string, string>> = {
  apiKey: 'API Key',
  authKey: 'Auth Key',
  authSecret: 'Auth Secret',
  baseUrl: 'Base URL',
};

/** What follows is the vendor's own text and stays unchanged. */
const vendorSays = / says: /;

/**
 * Replaces names meant for programmers: drops the name of the call and uses field labels instead of
 * option names.
 */
export function inLabels(message: string): string {
  const text = message.replace(/^(?:[a-z]\w*\.\w+|[A-Z]+ \/\S*): /, '');
  const end = vendorSays.exec(text)?.index ?? text.length;
  const ours = text
    .slice(0, end)
    .replaceAll(/"?\b(apiKey|authKey|authSecret|baseUrl)\b"?/g, (_, name: string) => labels[name]!);
  const said = `${ours}${text.slice(end)}`;
  const isCut = text !== message && !said.startsWith('http');
  return isCut ? `${said.charAt(0).toUpperCase()}${said.slice(1)}` : said;
}

function notYetSaid(lines: readonly string[], said: string): string[] {
  return lines.filter((line) => !said.includes(line));
}
