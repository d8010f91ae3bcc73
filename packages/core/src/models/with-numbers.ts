import { decimalToNumber } from './decimal-number.ts';
import { decimalSchema } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { estimateSchema } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import { invoiceSchema } from './invoice.ts';
import type { Invoice } from './invoice.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { orderSchema } from './order.ts';
import type { Order } from './order.ts';

/** As much of a schema as is needed to find its decimal texts. */
interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly wrapped?: Schema;
}

const schemas = { invoice: invoiceSchema, order: orderSchema, estimate: estimateSchema };

/**
 * A document with a number beside each decimal text: `payableAmountNumber` is 121 if
 * `payableAmount` is `"121.00"`. For software that only compares, sorts and adds numbers. The text
 * remains authoritative: numbers that cannot be represented are omitted.
 *
 * @param options.document not validated: parts that do not match the model get no number
 */
export function withNumbers(options: {
  readonly kind: keyof typeof schemas;
  readonly document: Invoice | Order | Estimate;
}): JsonObject {
  const { kind, document } = options;
  return added(schemas[kind] as unknown as Schema, document as unknown as JsonObject) as JsonObject;
}

/** The name of the number beside a decimal text. */
export function numberNameOf(member: string): string {
  return `${member}Number`;
}

function added(schema: Schema, value: JsonValue): JsonValue {
  const { entries, item } = unwrapped(schema);
  if (item !== undefined && Array.isArray(value)) return value.map((one) => added(item, one));
  if (entries === undefined || typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).flatMap(([name, inner]): [string, JsonValue][] => {
    const described = entries[name];
    if (described === undefined) return [[name, inner]];
    if (!isDecimal(described)) return [[name, added(described, inner)]];
    const number = typeof inner === 'string' ? decimalToNumber(inner as Decimal) : null;
    return [
      [name, inner],
      ...(number === null ? [] : [[numberNameOf(name), number] as [string, number]]),
    ];
  });
  return Object.fromEntries(members);
}

function isDecimal(schema: Schema): boolean {
  return unwrapped(schema) === (decimalSchema as unknown as Schema);
}

/** Without the wrappers that allow null or undefined. */
function unwrapped(schema: Schema): Schema {
  return schema.wrapped === undefined ? schema : unwrapped(schema.wrapped);
}
