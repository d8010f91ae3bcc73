import type { ICredentialTestFunctions, IDataObject } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { DrupalInvoiceApi } from '../../credentials/DrupalInvoiceApi.credentials.ts';
import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { siteCredentials } from './support.ts';

const secret = siteCredentials.password;
const notFound = '<html><head><title>Page not found</title></head></html>';

interface LegacyAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Runs the test of the credential as n8n does. */
async function testCredential(answer: LegacyAnswer | Error, data: object = siteCredentials) {
  const requests: IDataObject[] = [];
  const helpers = {
    async request(options: IDataObject) {
      requests.push(options);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as ICredentialTestFunctions['helpers'];
  const { drupalInvoiceApiTest } = new DrupalInvoice().methods.credentialTest;
  const result = await drupalInvoiceApiTest.call({ helpers } as ICredentialTestFunctions, {
    id: '1',
    name: 'Site',
    type: 'drupalInvoiceApi',
    data: { ...data },
  });
  return { result, requests };
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('asks for invoice 1, and is content when Drupal has none', async () => {
  const { result, requests } = await testCredential({
    statusCode: 404,
    headers: { 'x-generator': 'Drupal 7 (http://drupal.org)' },
    body: bytes(notFound),
  });
  expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
  expect(requests).toMatchObject([
    {
      method: 'GET',
      url: 'https://example.com/drupal/invoice/api/invoice.json/1',
      headers: { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' },
      followRedirect: false,
      simple: false,
    },
  ]);
});

const json = { 'content-type': 'application/json' };

test.each<[name: string, status: number, headers: Record<string, string>, body: unknown]>([
  ['an invoice', 200, {}, bytes('{"items":[]}')],
  ['no invoice, said in JSON', 404, json, bytes('{"error":"none"}')],
  ['no invoice, without a word', 404, { 'x-drupal-cache': 'MISS' }, undefined],
  ['nothing, from Drupal', 200, { expires: 'Sun, 19 Nov 1978 05:00:00 GMT' }, bytes('null')],
  ['an invoice, which n8n made text of', 200, {}, '{"items":[]}'],
])('OK: %s', async (_name, statusCode, headers, body) => {
  const { result } = await testCredential({ statusCode, headers, body });
  expect(result.status).toBe('OK');
});

test.each<[statusCode: number, body: string, message: RegExp]>([
  [401, '', /^The site does not accept the user name and password: check both in the credentials/],
  [403, '', /give the role the permissions of the Invoice module/],
  [404, notFound, /is not a Drupal site with the Invoice module. Check Base URL:/],
  [404, '', /is not a Drupal site/],
  [404, '{"type":"about:blank","title":"Not Found","status":404}', /is not a Drupal site/],
  [200, 'null', /is not a Drupal site/],
  [200, '<form id="user-login"><input type="password"></form>', /asks to log in/],
  [301, '', /is a redirect/],
  [503, '', /^The site failed/],
])('an error that says what to mend: %i %s', async (statusCode, body, message) => {
  const { result } = await testCredential({ statusCode, headers: {}, body: bytes(body) });
  expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
});

test('no answer, a mistake of ours, and a secret that nobody is told', async () => {
  const refused = Object.assign(new Error(`to ${secret}`), { code: 'ECONNREFUSED', secret });
  const { result } = await testCredential(refused);
  expect(result.status).toBe('Error');
  expect(result.message).toContain('ECONNREFUSED');
  expect(result.message).not.toContain(secret);
});

test.each([
  [
    { baseUrl: 'example.com' },
    /Base URL must be the plain http or https URL.*go into Authentication\./,
  ],
  [{ ...siteCredentials, password: '' }, /^Password is empty/],
  [
    { baseUrl: 'https://example.com', authentication: 'header', headerName: 'Host' },
    /Header Name is a header that every request has already/,
  ],
])('credentials that cannot work are not sent: %j', async (data, message) => {
  const { result, requests } = await testCredential(new Error('asked'), data);
  expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
  expect(requests).toEqual([]);
});

test.each([
  [siteCredentials, { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' }],
  [{ ...siteCredentials, password: 'pässword' }, { authorization: 'Basic YWRhOnDDpHNzd29yZA==' }],
  [
    { authentication: 'header', headerName: ' X-Api-Key', headerSecret: 'k ' },
    { 'x-api-key': 'k' },
  ],
  [{ ...siteCredentials, authentication: 'none' }, {}],
])('other nodes can use the credential: %j', async (credentials, headers) => {
  const request = { url: 'https://example.com', headers: { accept: '*/*' } };
  const authenticated = await new DrupalInvoiceApi().authenticate({ ...credentials }, request);
  expect(authenticated).toEqual({ ...request, headers: { accept: '*/*', ...headers } });
});
