import { isBaseUrl, normalizeBaseUrl } from '../base-url.ts';
import { invoiceUrl, readId } from '../client/invoice-url.ts';

/**
 * Where a site shows an invoice to people who may see it. Without anything secret.
 *
 * @param options.baseUrl of the site, as the credentials take it
 * @param options.id its bare number; null where none is known
 * @returns null where that makes no address
 */
export function invoiceLink(options: {
  readonly baseUrl: string;
  readonly id: string | number | null;
}): string | null {
  const { id } = options;
  const text = options.baseUrl.trim();
  if (id === null || !isBaseUrl(text)) return null;
  try {
    const baseUrl = normalizeBaseUrl(text);
    return invoiceUrl({ baseUrl, format: 'html', id: readId({ call: 'invoices.html', id }) });
  } catch {
    return null;
  }
}
