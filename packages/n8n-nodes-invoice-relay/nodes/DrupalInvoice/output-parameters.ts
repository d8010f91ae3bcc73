import { readSiteFacts } from '@invoice-relay/drupal-invoice/forms';
import type { SiteFacts } from '@invoice-relay/drupal-invoice/forms';
import type { IExecuteFunctions } from 'n8n-workflow';

/** Output format of an invoice, and settings for what the API does not report. */
export interface Output {
  readonly form: 'canonical' | 'simple' | 'site';
  readonly facts: SiteFacts;
}

/** @throws {InputError} before anything is sent */
export function readOutput(options: {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
}): Output {
  const { context, itemIndex } = options;
  const read = (name: string, missing: string) =>
    String(context.getNodeParameter(name, itemIndex, missing)).trim();
  const facts = readSiteFacts({
    currency: read('options.currency', ''),
    timeZone: '',
    otherwise: context.getTimezone(),
  });
  return { form: read('output', 'site') as Output['form'], facts };
}
