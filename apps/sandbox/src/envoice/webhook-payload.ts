import { readJsonTree } from '@invoice-relay/core/json';
import { type SignatureScheme, signWithScheme, writeForm } from '@invoice-relay/core/signature';
import type { StringStyle, TextForm } from '@invoice-relay/core/signature';

import type { LoggedActivity } from '../store/activity-log.ts';
import { account } from './account.ts';
import { movedByHours } from './net-date.ts';

/** How the vendor's serializer and clock differ from what was recorded. */
export interface Writing {
  readonly webhookStrings: StringStyle | null;
  readonly webhookWithoutNulls: boolean;
  readonly webhookClockHours: number;
  readonly payoneerLast: boolean;
}

/** Maps the description's numbers to those of the vendor's older lists. */
const payoneerLast: Readonly<Record<string, number>> = { 17: 19, 18: 17, 19: 18 };

const encoder = new TextEncoder();
const signatureMember = 'Signature';

/**
 * Builds the body of a webhook request. The activity is inserted as recorded unless configured
 * otherwise; the signed bytes are the bytes sent, or what the scheme's form makes of them.
 *
 * @param options.timestamp time of this attempt in .NET format
 */
export function webhookPayload(options: {
  readonly activity: LoggedActivity;
  readonly timestamp: string;
  readonly scheme: SignatureScheme;
  readonly writing: Writing;
}): Uint8Array {
  const { activity, scheme, writing } = options;
  const timestamp = movedByHours(options.timestamp, writing.webhookClockHours);
  const record = written(activity.record, writing);
  const body = (signature: string | null) =>
    `{"${signatureMember}":${JSON.stringify(signature)},"Timestamp":"${timestamp}","Activity":${record}}`;

  const text = body(null);
  const node = readJsonTree(text, { controls: 'allowed' });
  const signature = signWithScheme({
    scheme,
    material: {
      timestamp,
      activity: encoder.encode(record),
      activityId: String(activity.id),
      payload: { text, node, signatureMember },
      ...account,
    },
  });
  return encoder.encode(body(signature));
}

function written(record: string, writing: Writing): string {
  const { webhookStrings, webhookWithoutNulls, webhookClockHours } = writing;
  const numbers = writing.payoneerLast ? payoneerLast : {};
  const form: TextForm = {
    ...(webhookStrings !== null && { strings: webhookStrings }),
    ...(webhookWithoutNulls && { nulls: 'dropped' }),
  };
  const text =
    Object.keys(form).length === 0
      ? record
      : writeForm({ text: record, node: readJsonTree(record) }, form);
  return text
    .replace(/(?<=[{,]"Type":)\d+/, (type) => String(numbers[type] ?? type))
    .replace(/(?<="CreatedOn":")[^"]+/, (createdOn) => movedByHours(createdOn, webhookClockHours));
}
