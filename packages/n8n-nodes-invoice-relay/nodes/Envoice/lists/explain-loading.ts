import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { toNodeError } from '../../shared/errors.ts';

/** Runs a list loader and converts its errors, which n8n shows in the dropdown. */
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
