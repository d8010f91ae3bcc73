import type { ICredentialTestFunctions, IDataObject } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { DrupalInvoiceApi } from '../../credentials/DrupalInvoiceApi.credentials.ts';
import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { siteCredentials } from './support.ts';

const secret = siteCredentials.password;
const notFound = '<html><head><title>Page not found</title></head></html>';

interface LegacyAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Runs the credential's test the way n8n does. */
async function testCredential(
  answer: LegacyAnswer | Error | readonly LegacyAnswer[],
  data: object = siteCredentials,
) {
  const requests: IDataObject[] = [];
  const helpers = {
    async request(options: IDataObject) {
      requests.push(options);
      if (answer instanceof Error) throw answer;
      return [answer].flat()[requests.length - 1] ?? answer;
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

const list = { statusCode: 200, headers: {}, body: bytes('[{"id":7}]') };
const login = {
  statusCode: 302,
  headers: { 'Set-Cookie': ['a=b', 'SESSa=1-2; path=/'] },
  body: '',
};
const token = { statusCode: 200, headers: {}, body: bytes('token-0123456789') };

test('asks for the list, logs in and gets a token, and saves nothing', async () => {
  const { result, requests } = await testCredential([list, list, login, token]);
  expect(result).toEqual({ status: 'OK', message: 'Connection successful!' });
  expect(requests).toMatchObject([
    {
      method: 'GET',
      url: 'https://example.com/drupal/invoice/api/invoice.json?max_results=1&page=0',
      headers: { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' },
      followRedirect: false,
      simple: false,
    },
    { method: 'GET' },
    {
      method: 'POST',
      url: 'https://example.com/drupal/user/login',
      body: 'name=ada&pass=correct-horse&form_id=user_login&op=Log+in',
    },
    { method: 'GET', headers: { cookie: 'SESSa=1-2' } },
  ]);
});

test('who can read and not log in is told so', async () => {
  const form = { ...list, body: bytes('<form id="user-login"></form><i class="captcha"></i>') };
  const { result } = await testCredential([list, list, form]);
  expect(result.status).toBe('OK');
  expect(result.message).toMatch(/^Reading works, but creating and updating do not: .*captcha/);
});

test.each<[statusCode: number, body: string, message: RegExp]>([
  [401, '', /^The module does not accept the user name and password.*in the credentials/],
  [
    403,
    '{"code":403,"message":"IP address is not allowed"}',
    /settings page of the site's Invoice/,
  ],
  [403, '<html>No</html>', /CDN/],
  [404, notFound, /no page at the address of the API .* Check Base URL/],
  [200, 'null', /not a list of invoices/],
  [200, '<form id="user-login"><input type="password"></form>', /asks for a login/],
  [301, '', /is a redirect/],
  [503, '', /^The site failed/],
])('an error that says what to fix: %i %s', async (statusCode, body, message) => {
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
    { ...siteCredentials, baseUrl: 'example.com' },
    /Base URL must be the plain http or https URL.*belong in the credentials\./,
  ],
  [{ ...siteCredentials, password: '' }, /^Password is empty/],
  [
    { ...siteCredentials, headerName: 'Host', headerSecret: 'x' },
    /Proxy Header Name is a header that requests to the site already have/,
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
    { ...siteCredentials, headerName: ' X-Api-Key', headerSecret: 'k ' },
    { authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=', 'x-api-key': 'k' },
  ],
])('other nodes can use the credential: %j', async (credentials, headers) => {
  const request = { url: 'https://example.com', headers: { accept: '*/*' } };
  const authenticated = await new DrupalInvoiceApi().authenticate({ ...credentials }, request);
  expect(authenticated).toEqual({ ...request, headers: { accept: '*/*', ...headers } });
});
