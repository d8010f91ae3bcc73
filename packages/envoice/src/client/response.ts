import type { components } from '../api/schema.gen.ts';

/** The names of the models that Envoice describes, such as `InvoiceFullDetailsApiModel`. */
export type EnvoiceModelName = keyof components['schemas'];

/** A model as described: the form used in requests. */
export type EnvoiceModel<Name extends EnvoiceModelName> = components['schemas'][Name];

/** How numbers are read: as JavaScript numbers, or as text with every digit that Envoice wrote. */
export type NumberForm = number | string;

/**
 * A value as it appears in a response. The description requires nothing, and Envoice writes `null`
 * for what is not set, so every member may be missing or `null`. Undescribed members are present
 * too, but untyped.
 */
export type Read<Value, Numbers extends NumberForm> = Value extends number
  ? Numbers
  : Value extends string | boolean
    ? Value
    : Value extends readonly (infer Item)[]
      ? readonly Read<Item, Numbers>[]
      : { readonly [Member in keyof Value]?: Read<NonNullable<Value[Member]>, Numbers> | null };

/** A model as it appears in a response, with JavaScript numbers. */
export type EnvoiceResponse<Name extends EnvoiceModelName> = Read<EnvoiceModel<Name>, number>;

/**
 * A model as it appears in a response to `envoice.exact`: every number is text, as Envoice wrote it
 * (`1250.5`, `1E3`), so that no digit of an amount is lost.
 */
export type ExactEnvoiceResponse<Name extends EnvoiceModelName> = Read<EnvoiceModel<Name>, string>;

/** One page of a list. */
export interface Page<Item, Numbers extends NumberForm = number> {
  readonly Result: readonly Item[];
  /** The number of items on all pages. */
  readonly TotalCount?: Numbers | null;
  /** The number of items on this page. */
  readonly Count?: Numbers | null;
}
