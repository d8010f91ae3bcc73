import { PayloadError } from '@invoice-relay/core/errors';
import type { SchemeDetection } from '@invoice-relay/core/signature';
import { createEnvoiceSource, envoiceCredentialsSchema } from '@invoice-relay/envoice';
import * as v from 'valibot';

import { UsageError } from './usage-error.ts';

/**
 * Detects Envoice's signature scheme for an account.
 *
 * @throws {UsageError} if the credentials or the payload are invalid
 */
export function detectSignature(options: {
  readonly payload: Uint8Array;
  readonly authKey: string | undefined;
  readonly authSecret: string | undefined;
}): SchemeDetection {
  const { payload, authKey, authSecret } = options;
  const credentials = v.safeParse(envoiceCredentialsSchema, {
    authKey: given({ value: authKey, option: '--auth-key', variable: 'ENVOICE_AUTH_KEY' }),
    authSecret: given({
      value: authSecret,
      option: '--auth-secret',
      variable: 'ENVOICE_AUTH_SECRET',
    }),
  });
  if (!credentials.success) {
    throw new UsageError(credentials.issues.map(({ message }) => message).join('\n'));
  }
  try {
    return createEnvoiceSource(offline).webhook.detect(
      { method: 'POST', headers: {}, body: payload },
      { credentials: credentials.output },
    );
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    throw new UsageError(`This is not an Envoice webhook. ${error.message}`, { cause: error });
  }
}

function given(options: {
  readonly value: string | undefined;
  readonly option: string;
  readonly variable: string;
}): string {
  const { value, option, variable } = options;
  if (value !== undefined) return value;
  throw new UsageError(
    `${option} is missing. Pass it, or preferably set ${variable}, to keep it out of the shell history. ` +
      "You find it in the API tab of Envoice's account settings.",
  );
}

/** Detection does not use the runtime. */
const offline: Parameters<typeof createEnvoiceSource>[0] = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: () => Promise.resolve(),
};
