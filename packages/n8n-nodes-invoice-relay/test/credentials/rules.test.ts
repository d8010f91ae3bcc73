import { Expression } from 'n8n-workflow';
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

const resolved = ({ test: { request } }: EnvoiceApi | InvoiceRelayApi, baseUrl: string) =>
  new Expression('UTC').resolveSimpleParameterValue(request.baseURL, {
    $credentials: { baseUrl },
  } as never);

test.each([
  [new EnvoiceApi(), ' https://example.com/ ', 'https://example.com'],
  [new EnvoiceApi(), '  ', 'https://www.envoice.in'],
  [new EnvoiceApi(), '/', 'https://www.envoice.in'],
  [new InvoiceRelayApi(), ' https://example.com/relay// ', 'https://example.com/relay'],
  [new InvoiceRelayApi(), 'https://example.com/relay/#', 'https://example.com/relay'],
  [new InvoiceRelayApi(), 'https://example.com/relay?', 'https://example.com/relay'],
])('the test calls the address that the nodes call: $name, "%s"', (credential, given, called) => {
  expect(resolved(credential, given)).toBe(called);
});

test.each([new EnvoiceApi(), new InvoiceRelayApi()])(
  'a refusal says what to do, instead of its status: $name',
  ({ test: { rules = [] } }) => {
    const said = (status: number) =>
      rules.flatMap((rule) =>
        rule.type === 'responseCode' && rule.properties.value === status
          ? [rule.properties.message]
          : [],
      );
    expect(said(401)).toEqual([expect.stringContaining('does not accept')]);
    expect(said(404)).toEqual([expect.stringContaining('Check the base URL')]);
  },
);
