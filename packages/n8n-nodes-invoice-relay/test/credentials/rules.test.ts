import { expect, test } from 'vitest';

import { EnvoiceApi } from '../../credentials/EnvoiceApi.credentials.ts';
import { InvoiceRelayApi } from '../../credentials/InvoiceRelayApi.credentials.ts';

/**
 * Applies the rules the way n8n does to a successful response: for a list, to its first element.
 */
function complaints({ test: { rules } }: EnvoiceApi | InvoiceRelayApi, body: unknown): string[] {
  const found = (Array.isArray(body) ? body[0] : body) as Record<string, unknown> | null | string;
  return (rules ?? []).flatMap((rule) => {
    if (rule.type !== 'responseSuccessBody') return [];
    const { key, value, message } = rule.properties;
    const member = typeof found === 'object' && found !== null ? found[key] : undefined;
    return member === value ? [message] : [];
  });
}

const currency = { Id: 163, Name: 'Euro', Value: 'EUR', Code: '978', Symbol: '€' };
const page = { data: [], next: null };
const others = ['<!doctype html><title>Welcome</title>', '', null, {}, { status: 'ok' }];

test('Envoice is known by its currencies', () => {
  const credential = new EnvoiceApi();
  expect(complaints(credential, [currency])).toEqual([]);
  for (const body of [...others, page, [{ Id: 1 }], [{ Value: 'EUR' }]]) {
    expect(complaints(credential, body)[0]).toContain('not the Envoice API');
  }
});

test('a relay is known by its page of connections, of which there may be none', () => {
  const credential = new InvoiceRelayApi();
  expect(complaints(credential, page)).toEqual([]);
  expect(complaints(credential, { data: [{}], next: 'abc' })).toEqual([]);
  for (const body of [...others, [currency], { data: [] }, { next: null }]) {
    expect(complaints(credential, body)[0]).toContain('not an Invoice Relay');
  }
});

test.each([new EnvoiceApi(), new InvoiceRelayApi()])(
  'a redirect is not followed: $name',
  ({ test: { request } }) => {
    expect(request).toMatchObject({ disableFollowRedirect: true });
  },
);
