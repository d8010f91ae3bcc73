import { expect, test } from 'vitest';

import { readAnswers } from './answers.ts';

const shown = (text: string, methods: readonly string[]) =>
  readAnswers(Buffer.from(text, 'latin1'), methods).map(
    ({ status, body }) => `${status} ${body.toString()}`,
  );

test('several responses on one connection, in every framing', () => {
  const text = [
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
    'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n',
    'HTTP/1.1 204 No Content\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n',
    'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n',
  ].join('');
  expect(shown(text, ['GET', 'HEAD', 'DELETE', 'GET', 'GET'])).toEqual([
    '200 ok',
    '200 ',
    '204 ',
    '200 abcd',
    '400 ',
  ]);
});

test.each([
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
])('an incomplete response is not a response yet: %j', (text) => {
  expect(shown(text, ['GET'])).toEqual([]);
});

test.each<[string, readonly string[]]>([
  ['what is no request has no answer', ['', 'HEAD', 'POST']],
  ['what is no request has one', ['HEAD', '', 'POST']],
  ['one with a body came in place of that to HEAD', ['POST', 'POST', 'HEAD']],
])('which response belongs to HEAD is seen from what follows it: %s', (_, methods) => {
  const text = [
    'HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n',
    'HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}',
  ].join('');
  expect(shown(text, methods)).toEqual(['404 ', '400 {}']);
});
