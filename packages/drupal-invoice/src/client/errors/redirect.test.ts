import { expect, test } from 'vitest';

import { readRedirect } from './redirect.ts';

const url = 'http://example.com/shop/invoice/api/invoice.json/7';
const read = (location: string | undefined) =>
  readRedirect({ location, url, baseUrl: 'http://example.com/shop' });

test.each([
  ['https://example.com/shop/invoice/api/invoice.json/7', 'https://example.com/shop'],
  ['//www.example.com/shop/invoice/api/invoice.json/7', 'http://www.example.com/shop'],
  ['/invoice/api/invoice.json/7', 'http://example.com'],
  ['/shop/nl/invoice/api/invoice.json/7/?x=1', 'http://example.com/shop/nl'],
])('%s has moved to %s', (location, baseUrl) => {
  expect(read(location)).toEqual({ kind: 'moved', baseUrl });
});

test.each([
  '/user',
  '/shop/user/login?destination=x',
  '/nl/user/login',
  'https://sso.example.com/login',
  '/?q=user/login',
  '/simplesaml/saml_login',
])('%s is a login', (location) => {
  expect(read(location)).toEqual({ kind: 'login' });
});

test.each([
  [`${url}/`, 'http://example.com/shop/invoice/api/invoice.json/7/'],
  ['/shop/node/3?token=x', 'http://example.com/shop/node/3'],
  ['https://user:pass@example.com/a', 'https://example.com/a'],
])('%s leads elsewhere', (location, to) => {
  expect(read(location)).toEqual({ kind: 'elsewhere', to });
});

test.each([undefined, '', 'http://'])('%j leads nowhere', (location) => {
  expect(read(location)).toEqual({ kind: 'nowhere' });
});
