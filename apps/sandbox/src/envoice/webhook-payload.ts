import { type SignatureScheme, signWithScheme } from '@invoice-relay/core/signature';

import type { LoggedActivity } from '../store/activity-log.ts';
import { account } from './account.ts';

const encoder = new TextEncoder();

/**
 * The body of one webhook call. The activity is put in as it was recorded, never serialised
 * again: the bytes that are signed are the bytes that travel.
 *
 * @param options.timestamp of this try, as .NET writes it
 */
export function webhookPayload(options: {
  readonly activity: LoggedActivity;
  readonly timestamp: string;
  readonly scheme: SignatureScheme;
}): Uint8Array {
  const { record, id } = options.activity;
  const signature = signWithScheme({
    scheme: options.scheme,
    material: {
      timestamp: options.timestamp,
      activity: encoder.encode(record),
      activityId: String(id),
      ...account,
    },
  });
  return encoder.encode(
    `{"Signature":${JSON.stringify(signature)},"Timestamp":"${options.timestamp}","Activity":${record}}`,
  );
}
