import { STATUS_CODES } from 'node:http';

import { PayloadError, SignatureError } from '@invoice-relay/core/errors';
import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { expect, test } from 'vitest';

import { DatabaseUnreachableError } from '../../database/storage-failure.ts';
import { OverloadedError } from '../../database/overloaded-error.ts';
import { DamagedConnectionError } from '../../database/stores/connection-store.ts';
import { VaultError } from '../../database/vault/vault.ts';
import {
  conflict,
  invalid,
  notFound,
  problemDocument,
  tooManyRequests,
} from '../../shared/problems/problem.ts';
import { toProblem } from './to-problem.ts';

test.each([
  [400, invalid([{ path: 'name', message: 'is required' }])],
  [400, new PayloadError('payload_not_json', 'This is no JSON.')],
  [401, new SignatureError('signature_mismatch', 'The signature does not fit.')],
  [404, notFound('connection', 'con_1')],
  [404, new NotFoundException('Cannot GET /nowhere')],
  [409, conflict('too_late', 'It is too late.')],
  [413, new PayloadTooLargeException()],
  [429, tooManyRequests({ retryAfterSeconds: 1, detail: 'Too often.' })],
  [500, new TypeError('inside')],
  [500, 'no error'],
  [503, new OverloadedError('Too many writes.')],
  [503, new DatabaseUnreachableError(new Error('gone'))],
  [503, new DamagedConnectionError('con_1', {})],
  [503, new VaultError('no key', { isOfOtherKey: true })],
])('the title of a problem is that of its status: %d for %o', (status, error) => {
  const document = problemDocument(toProblem(error, { requestId: 'req-1' }).problem);
  expect(document).toMatchObject({ status, title: STATUS_CODES[status] });
  // The code says what kind of problem it is.
  expect(document.code).toMatch(/^[a-z0-9_]+$/);
});
