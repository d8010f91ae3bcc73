import { lineAmounts } from '../../shop/amounts.ts';
import type { Attachment, Gateway, Line, TaxContent } from '../../shop/content.ts';
import { fractionDigitsOf } from '../../shop/currencies.ts';
import type { ApiContext } from '../handler.ts';
import type { Checks } from '../lookup.ts';

/** A request item of an invoice, estimation, order, product or payment link. */
export interface LineGiven {
  readonly Id?: number;
  readonly Cost?: number;
  readonly Quantity?: number;
  readonly Description?: string;
  readonly DiscountPercentage?: number;
  readonly TaxId?: number;
  readonly TaxPercentage?: number;
  readonly WorkTypeId?: number;
}

/** The parts of a line that depend on the entries it references. */
export interface LineTerms {
  readonly Cost: number;
  readonly Quantity: number;
  readonly TaxId: number | undefined;
  readonly TaxPercentage: number;
  readonly WorkTypeId: number | undefined;
}

/**
 * Resolves the references of a line. The percentage comes from the tax; a percentage given along
 * with a tax must match it.
 *
 * @param options.field path of the line, e.g. `body.Items.0`
 */
export function lineTerms(options: {
  readonly checks: Checks;
  readonly given: LineGiven;
  readonly field: string;
}): LineTerms {
  const { checks, given, field } = options;
  checks.present(`${field}.Cost`, given.Cost);
  checks.present(`${field}.Quantity`, given.Quantity);
  checks.notNegative(`${field}.Quantity`, given.Quantity);
  checks.percentage(`${field}.DiscountPercentage`, given.DiscountPercentage);
  checks.percentage(`${field}.TaxPercentage`, given.TaxPercentage);
  checks.entry({ kind: 'worktype', id: given.WorkTypeId, field: `${field}.WorkTypeId` });
  const tax = checks.entry<TaxContent>({ kind: 'tax', id: given.TaxId, field: `${field}.TaxId` });
  const own = tax?.content.Percentage;
  if (own !== undefined && given.TaxPercentage !== undefined && given.TaxPercentage !== own) {
    checks.wrong(
      `${field}.TaxPercentage`,
      `is ${given.TaxPercentage}, but tax ${tax?.id} is ${own}: leave one of them out`,
    );
  }
  return {
    Cost: given.Cost ?? 0,
    Quantity: given.Quantity ?? 0,
    TaxId: tax?.id,
    TaxPercentage: own ?? given.TaxPercentage ?? 0,
    WorkTypeId: given.WorkTypeId || undefined,
  };
}

/**
 * Builds the lines of a document, with ids and amounts.
 *
 * @param options.before the current lines: a line sent with its id keeps that id
 */
export function makeLines(options: {
  readonly api: ApiContext;
  readonly checks: Checks;
  readonly given: readonly LineGiven[];
  readonly currencyId: number;
  readonly before?: readonly Line[];
}): Line[] {
  const { api, checks, given, currencyId, before = [] } = options;
  const fractionDigits = fractionDigitsOf(currencyId);
  const ids = new Set(before.map(({ Id }) => Id));
  return given.map((item, index) => {
    const field = `body.Items.${index}`;
    const terms = lineTerms({ checks, given: item, field });
    const { Id = 0, DiscountPercentage = 0, Description } = item;
    if (Id !== 0 && !ids.delete(Id)) {
      checks.wrong(
        `${field}.Id`,
        `is ${Id}, and there is no such item: leave it out for a new one`,
      );
    }
    const line = { Description, DiscountPercentage, ...terms };
    return {
      Id: Id === 0 ? api.contents.takeItemId() : Id,
      ...line,
      ...lineAmounts({ line, fractionDigits }),
    };
  });
}

/**
 * Copies lines that the request doesn't contain. They keep their terms even if the entries they
 * reference have been deleted.
 *
 * @param options.takeId assigns new ids to the copies
 */
export function copyLines(options: {
  readonly lines: readonly Line[];
  readonly currencyId: number;
  readonly takeId?: () => number;
}): Line[] {
  const { lines, currencyId, takeId } = options;
  const fractionDigits = fractionDigitsOf(currencyId);
  return lines.map((line) => ({
    ...line,
    Id: takeId?.() ?? line.Id,
    ...lineAmounts({ line, fractionDigits }),
  }));
}

/** Assigns ids to attachments, coupons etc. that have none. */
export function withIds<T extends { readonly Id?: number }>(options: {
  readonly api: ApiContext;
  readonly given: readonly T[];
}): (T & { readonly Id: number })[] {
  return options.given.map((entry) => ({
    ...entry,
    Id: entry.Id || options.api.store.sequences.take({ name: 'attachment', first: 101 }),
  }));
}

/** Attachments and gateways, identical in every request that has them. */
export interface Extras {
  readonly Attachments?: readonly Attachment[];
  readonly PaymentGateways?: readonly Gateway[];
}
