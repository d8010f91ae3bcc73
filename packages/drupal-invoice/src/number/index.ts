export { printedNumber } from './printed-number.ts';
export { idsOfNumber } from './ids-of-number.ts';
