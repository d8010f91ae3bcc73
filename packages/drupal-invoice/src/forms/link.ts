import { isBaseUrl, normalizeBaseUrl } from '../base-url.ts';
import { invoiceUrl, readId } from '../client/invoice-url.ts';

/**
 * The URL at which the site shows an invoice to users who may see it. Contains no secret.
 *
 * @param options.baseUrl of the site, as in the credentials
 * @param options.id its bare number; null if unknown
 * @returns null if that makes no valid URL
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
