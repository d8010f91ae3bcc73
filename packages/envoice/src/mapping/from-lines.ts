import { baseQuantityOf, minorUnits } from '@invoice-relay/core/models';
import type {
  Currency,
  DocumentAllowanceCharge,
  JsonObject,
  Line,
} from '@invoice-relay/core/models';

import { Exact, isZero, sumOf } from './amounts.ts';
import { asId, present } from './references.ts';
import type { EnvoiceItemUpdate } from './vendor-models.ts';
import { writeNumber } from './write.ts';

export interface ItemsInput {
  readonly lines: readonly Line[];
  readonly allowanceCharges: readonly DocumentAllowanceCharge[];
  readonly currency: Currency | null;
  /** `extensions.envoice.Items` of the document. */
  readonly kept: readonly JsonObject[];
  /** For the lines without a work type in `kept`. */
  readonly workTypeId: number | undefined;
}

/**
 * Converts lines to items of Envoice.
 *
 * An item supports one discount, in percent, and no charge; a document of Envoice supports neither
 * discounts nor charges. So whatever does not fit becomes a separate item, with a negative cost if
 * it is a discount, and the totals stay the same.
 *
 * @returns items with the `Id` of those that Envoice already knows: for an update
 * @throws {AmountError} `amount_too_long` for a number that Envoice cannot represent,
 * `base_quantity_not_positive`
 */
export function toItems(input: ItemsInput): readonly EnvoiceItemUpdate[] {
  return [
    ...input.lines.flatMap((line) => fromLine({ ...input, line })),
    ...input.allowanceCharges.map((entry) =>
      extraItem({ entry, percent: entry.taxCategory.percent, workTypeId: input.workTypeId }),
    ),
  ];
}

function fromLine(options: ItemsInput & { readonly line: Line }): readonly EnvoiceItemUpdate[] {
  const { line, kept, currency } = options;
  const known = keptItem({ line, kept });
  const workTypeId = asId(known?.['WorkTypeId']) ?? options.workTypeId;
  const { percent } = line.taxCategory;
  const discount = discountPercentage(line, currency);
  const rest = line.allowanceCharges.filter(
    ({ chargeIndicator }) => chargeIndicator || discount === null,
  );
  return [
    present({
      Id: asId(known?.['Id']),
      WorkTypeId: workTypeId,
      Description: description(line),
      Cost: writeNumber(unitPrice(line)),
      Quantity: writeNumber(line.quantity),
      DiscountPercentage: discount === null ? undefined : writeNumber(discount),
      TaxId: asId(known?.['TaxId']),
      TaxPercentage: percent === null ? undefined : writeNumber(percent),
    }),
    ...rest.map((entry) => extraItem({ entry, percent, workTypeId })),
  ];
}

export function extraItem(options: {
  readonly entry: Line['allowanceCharges'][number];
  readonly percent: string | null;
  readonly workTypeId: number | undefined;
}): EnvoiceItemUpdate {
  const { entry, percent, workTypeId } = options;
  const amount = writeNumber(entry.amount);
  return present({
    WorkTypeId: workTypeId,
    Description: entry.allowanceChargeReason ?? (entry.chargeIndicator ? 'Charge' : 'Discount'),
    Cost: entry.chargeIndicator ? amount : -amount,
    Quantity: 1,
    TaxPercentage: percent === null ? undefined : writeNumber(percent),
  });
}

/** What Envoice knows about a line: found by its id, as lines are added, removed and reordered. */
function keptItem(options: {
  readonly line: Line;
  readonly kept: readonly JsonObject[];
}): JsonObject | undefined {
  const { line, kept } = options;
  return line.id === null ? undefined : kept.find((item) => String(item['Id']) === line.id);
}

/**
 * An item of Envoice has no name, so its description starts with the name of the line, if it has
 * one.
 */
export function description({ name, description: more }: Line): string | undefined {
  const parts = [name, more].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? undefined : parts.join('\n');
}

export function unitPrice(line: Line): string {
  const { priceAmount, baseQuantity } = line;
  return baseQuantity === null
    ? priceAmount
    : Exact(priceAmount).div(baseQuantityOf(line)).toFixed();
}

/**
 * The allowances of a line as one percentage, or `null` if no percentage reproduces them. A stated
 * percentage is used as it is if it applies to the whole line.
 */
function discountPercentage(line: Line, currency: Currency | null): string | null {
  const allowances = line.allowanceCharges.filter(({ chargeIndicator }) => !chargeIndicator);
  if (allowances.length === 0) return '0';
  const gross = Exact(unitPrice(line)).times(line.quantity);
  const amount = sumOf(allowances.map((allowance) => allowance.amount));
  const [only] = allowances;
  const stated = allowances.length === 1 ? only?.multiplierFactorNumeric : null;
  if (stated) {
    const difference = gross.times(stated).div('100').minus(amount).abs();
    // Nothing but rounding.
    if (difference.lte(Exact('10').pow(-minorUnits(currency)))) return stated;
  }
  if (gross.eq('0')) return null;
  const percentage = amount.times('100').div(gross);
  return isZero(percentage.toFixed()) && !amount.eq('0') ? null : percentage.toFixed();
}
