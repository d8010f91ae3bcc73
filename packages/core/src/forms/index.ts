export { shown, withHint } from './shown.ts';
export { readTypedDecimal, readTypedNumber, readTypedWholeNumber } from './typed-number.ts';
export type { TypedNumber } from './typed-number.ts';
