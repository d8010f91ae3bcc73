import { phpFloatJson } from './numbers.ts';

const named: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Serializes JSON like PHP's `json_encode`: ASCII only, slashes escaped (observed). `undefined`
 * members are not allowed, since PHP has no equivalent.
 */
export function phpJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return phpFloatJson(value);
  if (typeof value === 'string') return phpJsonText(value);
  if (Array.isArray(value)) return `[${value.map(phpJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`PHP has no ${typeof value}.`);
  const members = Object.entries(value).map(
    ([name, member]) => `${phpJsonText(name)}:${phpJson(member)}`,
  );
  return `{${members.join(',')}}`;
}

function phpJsonText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
  const escaped = text.replaceAll(/["\\/\u0000-\u001f\u007f-\uffff]/g, (unit) => {
    // PHP does not escape DEL.
    if (unit === '\u007f') return unit;
    return named[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
