import assert from 'node:assert/strict';

import type { SignatureScheme } from '../signature/index.ts';
import { verifiedProblem } from '../source/index.ts';
import type { Verified, WebhookRequest } from '../source/index.ts';
import { contractNow } from './contract-subject.ts';
import type { WebhookSubject } from './contract-subject.ts';

/** A webhook as the vendor sends it, by default now and with the current credentials. */
export async function signed(
  subject: WebhookSubject,
  options: {
    readonly activity: Uint8Array;
    readonly credentials?: unknown;
    readonly timestamp?: number;
  },
): Promise<WebhookRequest> {
  const request = await subject.sign({
    credentials: subject.credentials,
    timestamp: contractNow,
    ...options,
  });
  // A copy: an author may pass a Buffer, whose slices share its memory, and a byte changed by one
  // case would be changed for the next ones too.
  return { ...request, body: Uint8Array.from(request.body) };
}

/** Verifies as the relay does, by default with the current credentials only. */
export async function verify(
  subject: WebhookSubject,
  request: WebhookRequest,
  context: {
    readonly credentials?: readonly [unknown, ...unknown[]];
    readonly scheme?: SignatureScheme | 'auto';
    readonly fallback?: 'auto';
  } = {},
): Promise<Verified> {
  const verified = await subject.webhook.verify(request, {
    credentials: [subject.credentials],
    scheme: subject.scheme,
    now: contractNow,
    ...context,
  });
  const problem = verifiedProblem(verified);
  assert.equal(problem, undefined, `verify: ${problem}`);
  return verified;
}

/**
 * What the relay verifies with from the second request on: the scheme that the first one returned.
 */
export async function pin(
  subject: WebhookSubject,
  request: WebhookRequest,
): Promise<SignatureScheme | 'auto'> {
  return (await verify(subject, request)).scheme ?? subject.scheme;
}
