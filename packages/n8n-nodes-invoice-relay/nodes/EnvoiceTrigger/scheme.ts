import { trustworthySchemeSchema } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';
import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/**
 * The scheme that the node's parameters name: `auto` to find it.
 *
 * @throws {NodeOperationError} when it is none, or one that anybody could sign by
 */
export function chosenScheme(
  context: IHookFunctions | IWebhookFunctions,
): SignatureScheme | 'auto' {
  if (context.getNodeParameter('signature', 'auto') === 'auto') return 'auto';
  const given = context.getNodeParameter('scheme', '') as unknown;
  const { scheme, problem } = readScheme(given);
  if (scheme !== undefined) return scheme;
  throw new NodeOperationError(context.getNode(), 'The signature scheme cannot be taken', {
    description: `${problem} Fix "Signature Scheme", or let the node find it automatically.`,
  });
}

/** The scheme that the first webhook showed, if there was one. */
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
