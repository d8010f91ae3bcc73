import type { AccountLists } from './account-lists.ts';
import type { NameField } from './field-name.ts';

/** Form values, by the name of the field. */
export type Values = Readonly<Record<string, unknown>>;
/** A model of Envoice, as sent in a request. */
export type Body = Readonly<Record<string, unknown>>;

/** What reading a form needs besides its values. */
export interface Reading {
  readonly lists: AccountLists;
  /** Of the user, such as `Europe/Amsterdam`. */
  readonly timezone: string;
  /** The resource of the form, such as `invoice`. */
  readonly resource: string;
  /** The names of fields in errors, if the form does not just use our labels. */
  readonly nameOf?: NameField;
  readonly hints?: Hints;
}

/** Sentences appended to errors, about what only the host of the form knows. */
export interface Hints {
  /** Another way to provide a date, such as an expression. */
  readonly date?: string;
  /** Where to look if something is unexpectedly empty. */
  readonly empty?: string;
}
