import { trustworthySchemeSchema } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * Returns the scheme chosen in the node's parameters; `auto` to detect it.
 *
 * @throws {NodeOperationError} for an unknown scheme, or one that anyone could sign with
 */
export function chosenScheme(
  context: IHookFunctions | IWebhookFunctions,
): SignatureScheme | 'auto' {
  if (context.getNodeParameter('signature', 'auto') === 'auto') return 'auto';
  const given = context.getNodeParameter('scheme', '') as unknown;
  const { scheme, problem } = readScheme(given);
  if (scheme !== undefined) return scheme;
  throw new NodeOperationError(context.getNode(), 'The signature scheme is invalid', {
    description: `${problem} Fix "Signature Scheme", or let the node detect it automatically.`,
  });
}

/** Returns the scheme detected from the first webhook, if any. */
export function keptScheme(staticData: IDataObject): SignatureScheme | undefined {
  return readScheme(staticData['scheme']).scheme;
}

export function keepScheme(staticData: IDataObject, scheme: SignatureScheme): void {
  staticData['scheme'] = JSON.stringify(scheme);
}

export function forgetScheme(staticData: IDataObject): void {
  delete staticData['scheme'];
}

function readScheme(given: unknown): { scheme?: SignatureScheme; problem?: string } {
  const read = jsonOf(given);
  if (read === undefined) return { problem: 'It is not JSON.' };
  const result = trustworthySchemeSchema['~standard'].validate(read);
  if (result instanceof Promise) return { problem: 'It cannot be checked.' };
  return result.issues === undefined
    ? { scheme: result.value }
    : { problem: result.issues.map(({ message }) => message).join(' ') };
}

function jsonOf(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}
