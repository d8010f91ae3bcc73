import { ConfigError, VendorError } from '@invoice-relay/core/errors';
import { refusedFields } from '@invoice-relay/envoice/forms';
import type { NameField } from '@invoice-relay/envoice/forms';
import { performing as performingStep } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

/**
 * The kit's `performing`, with errors of Envoice's client in the words of our forms.
 *
 * @param options.nameOf the label of a field that Envoice complains about
 */
export function performing<Result>(
  step: (run: Run) => Promise<Result>,
  options: { readonly nameOf?: NameField | undefined } = {},
) {
  return performingStep(step, { explain: (error) => explain(error, options.nameOf) });
}

function explain(error: unknown, nameOf: NameField | undefined): unknown {
  if (error instanceof VendorError) {
    const { code, status, retryAfterMs, details } = error;
    const [, resource = ''] = /^([a-z]+)\.\w+: /i.exec(error.message) ?? [];
    const message = inWords(error.message.replace(/^[a-z]+\.\w+: /i, ''));
    const more = { status, retryAfterMs, details };
    const thing = things[resource];
    if (code === 'vendor_not_found' && thing !== undefined) {
      return new VendorError(code, `${thing}: ${message}`, more);
    }
    const fields = refusedFields(error, nameOf);
    const text = fields.length > 0 ? `Check: ${fields.join(', ')}. ${message}` : message;
    return new VendorError(code, text, more);
  }
  if (error instanceof ConfigError) return new ConfigError(error.problems.map(inWords));
  return error;
}

/** The label of the id field in every form, by the client's names for them. */
const things: Readonly<Record<string, string>> = {
  clients: 'Client',
  estimations: 'Estimate',
  invoices: 'Invoice',
  orders: 'Order',
  products: 'Product',
};

/** How Envoice's client names the fields of the connection. */
const words: Readonly<Record<string, string>> = {
  authKey: 'Auth Key',
  authSecret: 'Auth Secret',
  baseUrl: 'Envoice URL',
};

/** What follows are Envoice's own words, which stay as they are. */
const envoiceSays = / Envoice says: /;

function inWords(text: string): string {
  const end = envoiceSays.exec(text)?.index ?? text.length;
  const ours = text
    .slice(0, end)
    .replaceAll(/\b(?:authKey|authSecret|baseUrl)\b/g, (name) => words[name]!);
  return `${ours}${text.slice(end)}`;
}
