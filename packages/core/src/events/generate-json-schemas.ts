import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema';

import {
  addressSchema,
  allowanceChargeSchema,
  contactSchema,
  currencySchema,
  decimalSchema,
  documentAllowanceChargeSchema,
  estimateSchema,
  invoiceSchema,
  jsonObjectSchema,
  jsonValueSchema,
  lineSchema,
  orderSchema,
  partySchema,
  paymentSchema,
  taxCategorySchema,
  taxSubtotalSchema,
  totalsSchema,
} from '../models/index.ts';
import { createEventSchema } from './create-event-schema.ts';
import {
  correctionSchema,
  enrichmentOutcomeSchema,
  latenessSchema,
  replayMarkSchema,
} from './event-body.ts';
import { eventTypes } from './event-type.ts';
import { activitySummarySchema, subjectSchema, timestampSourceSchema } from './event.ts';

/** What the schemas refer to instead of repeating it, by its name in `$defs`. */
const definitions = {
  activity: activitySummarySchema,
  address: addressSchema,
  allowanceCharge: allowanceChargeSchema,
  contact: contactSchema,
  correction: correctionSchema,
  currency: currencySchema,
  decimal: decimalSchema,
  documentAllowanceCharge: documentAllowanceChargeSchema,
  enrichment: enrichmentOutcomeSchema,
  estimate: estimateSchema,
  invoice: invoiceSchema,
  jsonObject: jsonObjectSchema,
  jsonValue: jsonValueSchema,
  lateness: latenessSchema,
  line: lineSchema,
  order: orderSchema,
  party: partySchema,
  payment: paymentSchema,
  replay: replayMarkSchema,
  subject: subjectSchema,
  taxCategory: taxCategorySchema,
  taxSubtotal: taxSubtotalSchema,
  timestampSource: timestampSourceSchema,
  totals: totalsSchema,
};

const config: ConversionConfig = {
  target: 'draft-2020-12',
  definitions,
  // JSON has no infinite numbers, and the format "date" only allows existing days.
  ignoreActions: ['finite', 'check'],
};

/**
 * The text of `json-schemas.gen.ts`: TypeScript that contains the JSON Schema of every event type.
 *
 * Generated ahead of time rather than at run time, so that the converter (which writes to the
 * console) is not a dependency of the core, and so that a change of what subscribers receive shows
 * up in a review.
 */
export function generateJsonSchemas(): string {
  // The same definitions come with every schema; the first ones are used for all.
  const { $defs } = toJsonSchema(createEventSchema(eventTypes[0]), config);
  return [
    '// Generated from the valibot schemas. Do not edit: json-schemas.test.ts tells how to renew it.',
    "import type { JsonObject } from '../models/index.ts';",
    "import type { EventType } from './event-type.ts';",
    '',
    '// oxfmt-ignore',
    `const $defs: JsonObject = ${write($defs)};`,
    '',
    '/** JSON Schema (draft 2020-12) of the body of an event, by type. */',
    '// oxfmt-ignore',
    'export const eventJsonSchemas: Readonly<Record<EventType, JsonObject>> = {',
    ...eventTypes.map((type) => {
      const { $defs: _, ...schema } = toJsonSchema(createEventSchema(type), config);
      return `  ${write(type)}: { ...${write(schema, '  ')}, $defs },`;
    }),
    '};',
    '',
  ].join('\n');
}

/** As JSON, with anything that fits on one line on one line. */
function write(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length + indent.length < 90) return flat;
  const inner = `${indent}  `;
  const [open, close, members] = Array.isArray(value)
    ? ['[', ']', value.map((item) => write(item, inner))]
    : [
        '{',
        '}',
        Object.entries(value).map(
          ([name, item]) => `${JSON.stringify(name)}: ${write(item, inner)}`,
        ),
      ];
  return `${open}\n${members.map((member) => `${inner}${member},\n`).join('')}${indent}${close}`;
}
