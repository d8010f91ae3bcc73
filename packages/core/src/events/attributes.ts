import * as v from 'valibot';

import { jsonObjectSchema, jsonValueSchema, type JsonObject } from '../models/index.ts';
import type { SourceEventType } from './event-type.ts';

/**
 * How a document was sent. Omitted if the source does not say. Unknown members are kept, here as in
 * the attributes of every type.
 */
export const sentAttributesSchema = v.objectWithRest(
  { channel: v.exactOptional(v.picklist(['email', 'sms'])) },
  jsonValueSchema,
);

/**
 * Which gateway took a payment: lower case, `manual` for one entered by the seller. Omitted if the
 * source does not say. Not a closed list, as every source has gateways of its own.
 */
export const paymentAttributesSchema = v.objectWithRest(
  { gateway: v.exactOptional(v.pipe(v.string(), v.minLength(1))) },
  jsonValueSchema,
);

const schemas = {
  'invoice.sent': sentAttributesSchema,
  'invoice.reminder_sent': sentAttributesSchema,
  'estimate.sent': sentAttributesSchema,
  'payment.received': paymentAttributesSchema,
} satisfies Partial<Record<SourceEventType, v.GenericSchema<JsonObject>>>;

/** What `data.attributes` of a source's event of this type contains. */
export function attributesSchemaOf(type: SourceEventType): v.GenericSchema<JsonObject> {
  return type in schemas ? schemas[type as keyof typeof schemas] : jsonObjectSchema;
}
