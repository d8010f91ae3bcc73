import { buildRequest } from '@invoice-relay/core/testing';
import { expect, test } from 'vitest';

import { probe } from './probe.ts';

test.each([
  { method: 'GET' },
  { method: 'HEAD' },
  { method: 'get', body: '{"Activity":{}}' },
  { method: 'HEAD', body: '{"Activity":{}}' },
  { method: 'POST' },
  { method: 'POST', body: ' \r\n\t ' },
  { method: 'POST', body: '\uFEFF' },
  { method: 'PUT' },
  { method: 'OPTIONS' },
])('%j is a test call', (request) => expect(probe(buildRequest(request))).toEqual({ status: 200 }));

test.each([
  { method: 'POST', body: '{}' },
  { method: 'POST', body: 'x' },
  { method: 'PUT', body: '{"Activity":{}}' },
])('%j is not a test call', (request) => expect(probe(buildRequest(request))).toBeUndefined());
