import * as v from 'valibot';

import { SourceError } from '../errors/index.ts';
import type { Activity, AnySource, WebhookCapability } from '../source/index.ts';
import type {
  ActivityFixture,
  SourceContractOptions,
  WebhookContractOptions,
} from './contract-options.ts';
import { createFakeClock } from './fake-clock.ts';
import { createSourceOptions } from './source-options.ts';

/** The time at which every case takes place, in milliseconds since the Unix epoch. */
export const contractNow = createFakeClock().now();

/** What the webhook cases use. */
export interface WebhookSubject extends Required<
  Omit<WebhookContractOptions<unknown>, 'unreadable'>
> {
  readonly webhook: WebhookCapability<unknown>;
  readonly credentials: unknown;
  readonly otherCredentials: unknown;
}

/** Credentials as the source parses them, with defaults filled in. */
export function readCredentials(options: {
  readonly source: AnySource;
  readonly credentials: unknown;
}): unknown {
  return v.parse(options.source.credentialsSchema, options.credentials);
}

/**
 * A fresh source and what is needed to test its webhooks.
 *
 * @throws {SourceError} if it offers none
 */
export function webhookSubject(options: SourceContractOptions<unknown>): WebhookSubject {
  const source = options.createSource(createSourceOptions());
  if (!source.webhook || !options.webhook) {
    throw new SourceError(
      'source_capability_missing',
      `The source "${source.name}" offers no webhooks to try.`,
    );
  }
  return {
    webhook: source.webhook,
    sign: options.webhook.sign.bind(options.webhook),
    scheme: options.webhook.scheme ?? 'auto',
    credentials: readCredentials({ source, credentials: options.credentials }),
    otherCredentials: readCredentials({ source, credentials: options.otherCredentials }),
  };
}

export function fixtureBytes(fixture: { readonly raw: string | Uint8Array }): Uint8Array {
  return typeof fixture.raw === 'string' ? new TextEncoder().encode(fixture.raw) : fixture.raw;
}

/** The fixture as the relay would store it. */
export function fixtureActivity(fixture: Pick<ActivityFixture, 'id' | 'raw'>): Activity {
  return {
    id: fixture.id,
    raw: fixtureBytes(fixture).slice(),
    seenAt: new Date(contractNow).toISOString(),
  };
}
