import type { AccountLists } from './account-lists.ts';
import type { NameField } from './field-name.ts';

/** What was filled in, by the name of the field. */
export type Values = Readonly<Record<string, unknown>>;
/** A model of Envoice, as a request carries it. */
export type Body = Readonly<Record<string, unknown>>;

/** What reading a form needs to know beside what was filled in. */
export interface Reading {
  readonly lists: AccountLists;
  /** Of whoever filled it in, such as `Europe/Amsterdam`. */
  readonly timezone: string;
  /** What the form is about, such as `invoice`. */
  readonly resource: string;
  /** What errors call the fields, where the form does not call them by our labels alone. */
  readonly nameOf?: NameField;
  readonly hints?: Hints;
}

/** Sentences that errors end with, about what only the host of the form knows. */
export interface Hints {
  /** How to give a date otherwise, such as by an expression. */
  readonly date?: string;
  /** Where to look when something is empty that should not be. */
  readonly empty?: string;
}
