import { createHmac } from 'node:crypto';

export const authKey = 'key-of-the-account';
export const authSecret = 'secret-of-the-account-9f2c';

/** No test calls the real vendor: nobody listens at this address. */
export const credentials = { authKey, authSecret, baseUrl: 'http://127.0.0.1:9' };

/** An activity as Envoice writes it. */
export interface VendorActivity {
  readonly Id?: number | string | null;
  readonly Type?: number | string;
  readonly InvoiceId?: number | null;
  readonly CreatedOn?: string;
  readonly [member: string]: unknown;
}

let nextId = 1_000;

/** An activity of an invoice, with its own id. */
export function activity(members: VendorActivity = {}): VendorActivity {
  nextId += 1;
  return {
    Message: 'Invoice was paid',
    Link: 'https://www.envoice.in/i/abc',
    Type: 11,
    InvoiceNumber: 'INV-0001',
    InvoiceId: 3971,
    OrderNumber: null,
    OrderId: 0,
    Id: nextId,
    CreatedOn: '2026-11-20T10:00:00.1234567Z',
    ...members,
  };
}

/**
 * A webhook body, signed by independent code: HMAC-SHA256 with the secret over timestamp, a dot and
 * the raw activity, in hex. The vendor's real scheme is unknown; the relay has to detect this one.
 */
export function signedBody(
  content: VendorActivity | string,
  options: { readonly secret?: string; readonly timestamp?: string } = {},
): string {
  const { secret = authSecret, timestamp = '2026-11-20T10:00:01.5Z' } = options;
  const raw = typeof content === 'string' ? content : JSON.stringify(content);
  const signature = createHmac('sha256', secret).update(`${timestamp}.${raw}`).digest('hex');
  return `{"Signature":"${signature}","Timestamp":"${timestamp}","Activity":${raw}}`;
}
