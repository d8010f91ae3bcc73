import type { components } from '../api/schema.gen.ts';

/** Names of the models that Envoice describes, such as `InvoiceFullDetailsApiModel`. */
export type EnvoiceModelName = keyof components['schemas'];

/** A model as the description has it: what a request is made of. */
export type EnvoiceModel<Name extends EnvoiceModelName> = components['schemas'][Name];

/**
 * How numbers are read: as JavaScript's numbers, or as text with every digit that Envoice wrote.
 */
export type NumberForm = number | string;

/**
 * A value as it comes in an answer. Nothing is required by the description, and Envoice writes
 * `null` for what is not set, so every member may be missing or `null`. Members that the
 * description does not know are there too, without a type.
 */
export type Read<Value, Numbers extends NumberForm> = Value extends number
  ? Numbers
  : Value extends string | boolean
    ? Value
    : Value extends readonly (infer Item)[]
      ? readonly Read<Item, Numbers>[]
      : { readonly [Member in keyof Value]?: Read<NonNullable<Value[Member]>, Numbers> | null };

/** A model as it comes in an answer, with numbers as JavaScript's numbers. */
export type EnvoiceAnswer<Name extends EnvoiceModelName> = Read<EnvoiceModel<Name>, number>;

/**
 * A model as it comes in an answer to `envoice.exact`: every number is text, as Envoice wrote it
 * (`1250.5`, `1E3`), so that no digit of an amount is lost.
 */
export type ExactEnvoiceAnswer<Name extends EnvoiceModelName> = Read<EnvoiceModel<Name>, string>;

/** One page of a list. */
export interface Page<Item, Numbers extends NumberForm = number> {
  readonly Result: readonly Item[];
  /** How many there are on all pages. */
  readonly TotalCount?: Numbers | null;
  /** How many are on this page. */
  readonly Count?: Numbers | null;
}
