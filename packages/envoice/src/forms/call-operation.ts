import type { ResourceName } from '../api/index.ts';
import type { EnvoiceClient } from '../client/index.ts';

/** Calls an operation given as data: the client method that it names. */
export async function callOperation(options: {
  readonly client: EnvoiceClient;
  readonly operation: { readonly resource: ResourceName; readonly name: string };
  readonly input?: unknown;
}): Promise<unknown> {
  const { client, operation, input } = options;
  const group = client[operation.resource] as unknown as Readonly<
    Record<string, (input?: unknown) => Promise<unknown>>
  >;
  return group[operation.name]!(input);
}
