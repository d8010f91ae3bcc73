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
export function mayBeReal(error: unknown): boolean {
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
  const { connection, webhook, request, now, failedDetections } = options;
  if (connection.verificationMode !== 'signature') return { kind: 'authentic', verified: {} };
  const { credentials, scheme, id } = connection;
  const verify = (fallback?: 'auto'): Awaitable<Verified> =>
    callSource('verify', () =>
      webhook.verify(request, {
        credentials,
        scheme,
        now,
        ...(fallback === undefined ? {} : { fallback }),
      }),
    );
  try {
    if (mustFindScheme(connection, webhook)) {
      return {
        kind: 'authentic',
        verified: await failedDetections.watch({ connectionId: id, detect: async () => verify() }),
      };
    }
    if (!(connection.schemeFound && webhook.findsScheme === true)) {
      return { kind: 'authentic', verified: await verify() };
    }
    // The pinned scheme first, which costs next to nothing.
    try {
      return { kind: 'authentic', verified: await verify() };
    } catch (error) {
      if (!(error instanceof SignatureError)) throw error;
    }
    return {
      kind: 'authentic',
      verified: await failedDetections.watch({
        connectionId: id,
        detect: async () => verify('auto'),
      }),
    };
  } catch (error) {
    const isUnknown = error instanceof TooManyDetectionsError || mayBeReal(error);
    if (
      isUnknown &&
      webhook.findsScheme === true &&
      (scheme === 'auto' || connection.schemeFound)
    ) {
      return { kind: 'unknown', error: error as SignatureError };
    }
    throw error;
  }
}

/** Whether the scheme has not been detected yet. */
export function mustFindScheme(
  connection: Pick<IngestConnection, 'verificationMode' | 'scheme'>,
  webhook: Pick<NonNullable<AnySource['webhook']>, 'findsScheme'>,
): boolean {
  return (
    connection.verificationMode === 'signature' &&
    connection.scheme === 'auto' &&
    webhook.findsScheme === true
  );
}
