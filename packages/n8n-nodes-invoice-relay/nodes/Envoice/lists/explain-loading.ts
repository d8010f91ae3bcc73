import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { toNodeError } from '../../shared/errors.ts';

/** Runs what loads a list. Its errors stand in the dropdown, in n8n's words. */
export async function explainLoading<Result>(
  context: ILoadOptionsFunctions,
  load: () => Promise<Result>,
): Promise<Result> {
  try {
    return await load();
  } catch (error) {
    throw toNodeError(error, { node: context.getNode(), service: 'Envoice' });
  }
}
