import { sourceEventTypes } from '@invoice-relay/core/events';
import type { SourceOptions, SourceV1, WebhookCapability } from '@invoice-relay/core/source';

import { backfill } from './capabilities/backfill.ts';
import { check } from './capabilities/check.ts';
import { confirm } from './capabilities/confirm.ts';
import { enrich } from './capabilities/enrich.ts';
import { position } from './capabilities/position.ts';
import { RememberedNames } from './capabilities/remembered-names.ts';
import { envoiceCredentialsSchema, envoiceSettingsSchema } from './credentials.ts';
import type { EnvoiceCredentials, EnvoiceSettings } from './credentials.ts';
import { learn } from './learning/learn.ts';
import { activityTypes } from './normalize/activity-types.ts';
import { normalize } from './normalize/normalize.ts';
import { detect } from './webhook/detect.ts';
import { parse } from './webhook/parse.ts';
import { probe } from './webhook/probe.ts';
import { verify } from './webhook/verify.ts';

/** Envoice as a source: the contract, with the capabilities that Envoice has. */
export interface EnvoiceSource extends Required<
  Omit<SourceV1<EnvoiceCredentials, EnvoiceSettings>, 'poll' | 'startFromSchema'>
> {
  readonly webhook: Required<WebhookCapability<EnvoiceCredentials>>;
}

/**
 * Creates the source for Envoice (https://www.envoice.in).
 *
 * @param runtime the runtime, as the contract passes it to every source; webhooks do not use it,
 * their time comes with each call
 */
export function createEnvoiceSource(runtime: SourceOptions): EnvoiceSource {
  const names = new RememberedNames(runtime.now);
  return {
    specificationVersion: 'v1',
    name: 'envoice',
    title: 'Envoice',
    credentialsSchema: envoiceCredentialsSchema,
    settingsSchema: envoiceSettingsSchema,
    eventTypes: sourceEventTypes.filter(
      (type) =>
        type === 'activity.unknown' || activityTypes.some(({ eventType }) => eventType === type),
    ),
    setup: {
      steps: [
        'Sign in to Envoice and open the API tab of the account settings.',
        'Paste the ingest URL as a webhook URL and save. An account takes at most ten of them.',
        'Change an invoice in Envoice, or wait until something happens: the first webhook shows how Envoice signs.',
      ],
    },
    check: (context) => check({ runtime, context }),
    webhook: {
      // Once a URL works again, Envoice sends everything that it missed, however old, and on
      // purpose: an old timestamp is not a sign of a replay. Replays are recognized by the
      // activity's id.
      toleranceSeconds: null,
      findsScheme: true,
      parsesBodyAlone: true,
      probe,
      verify,
      parse,
      detect,
    },
    normalize,
    learn,
    position,
    backfill: ({ cursor }, context) => backfill({ runtime, cursor, context }),
    confirm: (activities, context) => confirm({ runtime, activities, context }),
    enrich: (subject, context) => enrich({ runtime, subject, context, names }),
  };
}
