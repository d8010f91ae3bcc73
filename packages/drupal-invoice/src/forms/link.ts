import { isBaseUrl, normalizeBaseUrl } from '../base-url.ts';
import { invoiceUrl } from '../client/invoice-url.ts';

/**
 * Where a site shows an invoice to people who may see it. Without anything secret.
 *
 * @param options.baseUrl of the site, as the credentials take it
 * @param options.id or number; null where none is known
 * @returns null where that makes no address
 */
export function invoiceLink(options: {
  readonly baseUrl: string;
  readonly id: string | null;
}): string | null {
  const { id } = options;
  const text = options.baseUrl.trim();
  if (id === null || !isBaseUrl(text)) return null;
  try {
    const baseUrl = normalizeBaseUrl(text);
    return invoiceUrl({ call: 'invoices.html', baseUrl, format: 'html', id });
  } catch {
    return null;
  }
}
