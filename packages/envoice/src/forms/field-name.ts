import { labelOf } from './labels.ts';

/** The members that lead to a field, and the indexes of rows: `['Items', 1, 'Cost']`. */
export type FieldPath = readonly (string | number)[];

/** Names a field the way a form shows it to users. */
export type NameField = (path: FieldPath) => string;

/** `Line Items 2 → Unit Price` for `['Items', 1, 'Cost']`. */
export const fieldName: NameField = (path) =>
  path
    .map((step) => (typeof step === 'number' ? `#${step + 1}` : labelOf(step)))
    .join(' → ')
    .replaceAll(' → #', ' ');
