import type { DateStyle, StringStyle } from './text-form.ts';

const short: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  '\\': String.raw`\\`,
  '\b': String.raw`\b`,
  '\f': String.raw`\f`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

/** Which characters a style escapes. Those without a short escape become `\u` and four digits. */
/* oxlint-disable no-control-regex -- control characters are what is to be escaped */
const escaped: Readonly<Record<Exclude<StringStyle, 'plain'>, RegExp>> = {
  newtonsoft: /["\\\u0000-\u001f\u0085\u2028\u2029]/g,
  newtonsoftHtml: /["\\\u0000-\u001f\u0085\u2028\u2029'<>&]/g,
  simpleJson: /["\\\b\f\n\r\t]/g,
  javaScriptSerializer: /["\\\u0000-\u001f\u0085\u2028\u2029'<>&]/g,
  systemTextJson: /["\\\u0000-\u001f\u007f-\uffff'<>&+`]/g,
  ascii: /["\\\u0000-\u001f\u007f-\uffff]/g,
  asciiUpper: /["\\\u0000-\u001f\u007f-\uffff]/g,
  slashes: /["\\\u0000-\u001f/]/g,
  asciiSlashes: /["\\\u0000-\u001f\u007f-\uffff/]/g,
};
/* eslint-enable no-control-regex */

const upperCase: ReadonlySet<StringStyle> = new Set(['systemTextJson', 'asciiUpper']);
const quoteAsCode: ReadonlySet<StringStyle> = new Set(['newtonsoftHtml', 'systemTextJson']);

/** A text as a JSON string in one style, quotes included. */
export function writeString(text: string, style: StringStyle): string {
  if (style === 'plain') return JSON.stringify(text);
  const upper = upperCase.has(style);
  const escape = (character: string) => {
    if (character === '/') return String.raw`\/`;
    const known = character === '"' && quoteAsCode.has(style) ? undefined : short[character];
    if (known !== undefined) return known;
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${upper ? code.toUpperCase() : code}`;
  };
  return `"${text.replaceAll(escaped[style], escape)}"`;
}

const utcDate = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,7})?Z$/;

/** A time in UTC as a serializer with another clock writes it; `undefined` when it is none. */
export function writeDate(text: string, style: DateStyle): string | undefined {
  const [, seconds, fraction = ''] = utcDate.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  const offset = style.slice(-'+00:00'.length);
  const moment = Date.parse(`${seconds}Z`);
  if (Number.isNaN(moment)) return undefined;
  const local = new Date(moment + Number(offset.slice(1, 3)) * 60 * 60 * 1000).toISOString();
  return `${local.slice(0, seconds.length)}${fraction}${style === offset ? offset : ''}`;
}
