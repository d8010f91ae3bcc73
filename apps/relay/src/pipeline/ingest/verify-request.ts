import { SignatureError } from '@invoice-relay/core/errors';
import type { AnySource, Awaitable, Verified, WebhookRequest } from '@invoice-relay/core/source';

import type { IngestConnection } from '../../database/stores/connection-store.ts';
import { TooManyDetectionsError } from './failed-detections.ts';
import type { FailedDetections } from './failed-detections.ts';
import { callSource } from './source-failure.ts';

/** An incoming webhook. */
export interface IncomingWebhook {
  readonly connection: IngestConnection;
  readonly source: AnySource;
  readonly webhook: NonNullable<AnySource['webhook']>;
  readonly request: WebhookRequest;
  /** The trace context (`traceparent`) to continue; null without tracing. */
  readonly trace: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Whether a request is trusted, and why not. */
export type Verification =
  | { readonly kind: 'authentic'; readonly verified: Verified }
  /** How the vendor signs is unknown: it may be authentic. */
  | { readonly kind: 'unknown'; readonly error: SignatureError | TooManyDetectionsError };

/**
 * Error codes of requests that may be authentic although their signature matches no known scheme.
 */
const openCodes: ReadonlySet<string> = new Set([
  'signature_scheme_not_found',
  'signature_missing',
  'signature_malformed',
]);

/**
 * Whether a request may be authentic although verification failed: how its vendor signs is unknown.
 */
export function mayBeAuthentic(error: unknown): error is SignatureError {
  return error instanceof SignatureError && openCodes.has(error.code);
}

/**
 * Has a source verify a request.
 *
 * A detected scheme, as opposed to one that a person chose, may be replaced by another. Detection
 * is expensive, so failures are bounded; beyond that, requests count as unknown without being
 * tried.
 *
 * @throws {SignatureError} if it is not authentic, and cannot be
 * @throws {PayloadError} if it cannot be read
 * @throws {SourceFailure}
 */
export async function verifyRequest(
  options: IncomingWebhook & { readonly failedDetections: FailedDetections },
): Promise<Verification> {
  const { connection, webhook } = options;
  if (connection.verificationMode !== 'signature') return { kind: 'authentic', verified: {} };
  try {
    return { kind: 'authentic', verified: await verify(options) };
  } catch (error) {
    const mayDiffer = connection.scheme === 'auto' || connection.schemeFound;
    if (webhook.findsScheme === true && mayDiffer && isOpen(error)) {
      return { kind: 'unknown', error };
    }
    throw error;
  }
}

async function verify(
  options: IncomingWebhook & { readonly failedDetections: FailedDetections },
): Promise<Verified> {
  const { connection, webhook, request, now, failedDetections } = options;
  const { id: connectionId, credentials, scheme } = connection;
  const ask = (fallback?: 'auto'): Awaitable<Verified> =>
    callSource('verify', () =>
      webhook.verify(request, {
        credentials,
        scheme,
        now,
        ...(fallback === undefined ? {} : { fallback }),
      }),
    );
  if (needsDetection(connection, webhook)) {
    return failedDetections.watch({ connectionId, detect: async () => ask() });
  }
  try {
    return await ask();
  } catch (error) {
    const mayHaveChanged = connection.schemeFound && webhook.findsScheme === true;
    if (!mayHaveChanged || !(error instanceof SignatureError)) throw error;
  }
  // Only now, as the pinned scheme costs next to nothing.
  return failedDetections.watch({ connectionId, detect: async () => ask('auto') });
}

function isOpen(error: unknown): error is SignatureError | TooManyDetectionsError {
  return error instanceof TooManyDetectionsError || mayBeAuthentic(error);
}

/** Whether the scheme has not been detected yet. */
export function needsDetection(
  connection: Pick<IngestConnection, 'verificationMode' | 'scheme'>,
  webhook: Pick<NonNullable<AnySource['webhook']>, 'findsScheme'>,
): boolean {
  return (
    connection.verificationMode === 'signature' &&
    connection.scheme === 'auto' &&
    webhook.findsScheme === true
  );
}
