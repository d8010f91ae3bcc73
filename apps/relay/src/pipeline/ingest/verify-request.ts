import { SignatureError } from '@invoice-relay/core/errors';
import type { AnySource, Awaitable, Verified, WebhookRequest } from '@invoice-relay/core/source';

import type { IngestConnection } from '../../database/stores/connection-store.ts';
import { TooManyDetectionsError } from './failed-detections.ts';
import type { FailedDetections } from './failed-detections.ts';
import { callSource } from './source-failure.ts';

/** A webhook on its way in. */
export interface IncomingWebhook {
  readonly connection: IngestConnection;
  readonly source: AnySource;
  readonly webhook: NonNullable<AnySource['webhook']>;
  readonly request: WebhookRequest;
  /** The trace context (`traceparent`) that goes on from here; null without tracing. */
  readonly trace: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Whether a request is believed, and why it is not. */
export type Verification =
  | { readonly kind: 'authentic'; readonly verified: Verified }
  /** Nobody knows how the vendor signs: it may be real. */
  | { readonly kind: 'unknown'; readonly error: SignatureError | TooManyDetectionsError };

/** Codes of a request that may be real although its signature is none that is known. */
const openCodes: ReadonlySet<string> = new Set([
  'signature_scheme_not_found',
  'signature_missing',
  'signature_malformed',
]);

/** Whether a request may be real although it did not verify: nobody knows how its vendor signs. */
export function mayBeReal(error: unknown): boolean {
  return error instanceof SignatureError && openCodes.has(error.code);
}

/**
 * Has a source verify a request.
 *
 * Where a scheme was found and not chosen by a person, another one may take its place. Finding one
 * costs much, so what fails at it is bounded; above that it counts as unknown without being tried.
 *
 * @throws {SignatureError} when it is not authentic, and cannot be
 * @throws {PayloadError} when it cannot be read
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

/** Whether the scheme is still to be found. */
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
