import { readJsonTree } from './json-tree.ts';
import type { JsonNode } from './json-tree.ts';

/** Longer numbers than this cannot be the exact text of a double that anyone means. */
const lengthLimit = 32;

/**
 * A JSON number as a JavaScript number if that is the same value, and as its own text if not:
 * `9007199254740993`, `0.12345678901234567890` and `1e400` lose no digit.
 */
export function exactNumber(source: string): number | string {
  if (source.length > lengthLimit) return source;
  const value = Number(source);
  if (!Number.isFinite(value) || canonical(source) !== canonical(String(value))) return source;
  return value === 0 ? 0 : value;
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** A canonical form of a number: `1.50`, `15e-1` and `150E-2` are `15e-1`. */
function canonical(source: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = decimal.exec(source) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const dropped = digits.length - significant.length;
  return `${sign}${significant}e${Number(exponent) - fraction.length + dropped}`;
}

/** Whether this JSON text contains a number that JavaScript cannot represent exactly. */
export function holdsInexactNumber(json: string): boolean {
  const holds = ({ kind, start, end, members, items }: JsonNode): boolean =>
    kind === 'number'
      ? typeof exactNumber(json.slice(start, end)) === 'string'
      : members.some(({ value }) => holds(value)) || items.some(holds);
  return holds(readJsonTree(json, { controls: 'allowed', duplicates: 'allowed' }));
}
