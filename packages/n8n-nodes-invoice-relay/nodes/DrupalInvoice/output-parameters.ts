import type { Currency } from '@invoice-relay/core/models';
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

/** How an invoice is to come out, and what the API does not tell of it. */
export interface Output {
  readonly form: 'canonical' | 'simple' | 'site';
  readonly currency: Currency | null;
  /** IANA. */
  readonly timeZone: string;
}

/** @throws {NodeOperationError} before anything is sent */
export function readOutput(options: {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
}): Output {
  const { context, itemIndex } = options;
  const read = (name: string, missing: string) =>
    String(context.getNodeParameter(name, itemIndex, missing)).trim();
  const currency = read('options.currency', '').toUpperCase();
  const timeZone = read('options.timeZone', '') || context.getTimezone();
  if (!/^(?:[A-Z]{3})?$/.test(currency)) {
    const description = 'Write its ISO 4217 code, such as EUR, or leave it empty.';
    throw new NodeOperationError(context.getNode(), '"Currency" is no currency', {
      itemIndex,
      description,
    });
  }
  if (!isTimeZone(timeZone)) {
    const description = 'Write its IANA name, such as Europe/Amsterdam, or leave it empty.';
    throw new NodeOperationError(context.getNode(), '"Time Zone" is no time zone', {
      itemIndex,
      description,
    });
  }
  const form = read('output', 'site') as Output['form'];
  return { form, currency: currency || null, timeZone };
}

function isTimeZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone }));
  } catch {
    return false;
  }
}
