export { shown, withHint } from './shown.ts';
export { readTypedDecimal, readTypedNumber, readTypedWholeNumber } from './typed-number.ts';
export { readTypedYesNo } from './yes-no.ts';
export type { TypedNumber } from './typed-number.ts';
