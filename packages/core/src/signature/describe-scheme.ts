import type { SchemePart, SignatureScheme } from './scheme.ts';
import type { StringStyle, TextForm } from './text-form.ts';

const digestNames: Record<SignatureScheme['digest'], string> = {
  'hmac-sha256': 'HMAC-SHA256',
  sha256: 'SHA-256',
};

const partNames: Record<SchemePart, string> = {
  timestamp: 'timestamp',
  activity: 'activity',
  activityCompact: 'compact activity',
  payload: 'payload',
  activityId: 'activity id',
  authKey: 'auth key',
  authSecret: 'auth secret',
};

const styleNames: Record<StringStyle, string> = {
  plain: 'strings with minimal JSON escaping',
  newtonsoft: 'strings as Newtonsoft.Json writes them',
  newtonsoftHtml: 'strings as Newtonsoft.Json writes them for HTML',
  simpleJson: 'strings as SimpleJson writes them',
  javaScriptSerializer: 'strings as JavaScriptSerializer writes them',
  systemTextJson: 'strings as System.Text.Json writes them',
  ascii: 'strings in ASCII',
  asciiUpper: 'strings in ASCII with capitals',
  slashes: 'slashes escaped',
  asciiSlashes: 'strings in ASCII with slashes escaped',
};

const signatureNames = {
  null: 'null for its signature',
  empty: 'an empty signature',
  absent: 'no signature',
} as const;

/**
 * A scheme in words, always the same for the same scheme. Names parts and never contains their
 * values.
 *
 * @example `HMAC-SHA256 keyed with the auth secret over timestamp + "." + activity, in hex`
 */
export function describeScheme(scheme: SignatureScheme): string {
  const { form = {}, keyEncoding } = scheme;
  const bytes = keyEncoding === undefined ? '' : ` (read as ${keyEncoding})`;
  const key = scheme.key === undefined ? '' : ` keyed with the ${partNames[scheme.key]}${bytes}`;
  const glue = scheme.separator === '' ? ' + ' : ` + ${JSON.stringify(scheme.separator)} + `;
  const parts = scheme.parts.map((part) => nameOf(part, form)).join(glue);
  return `${digestNames[scheme.digest]}${key} over ${parts}, in ${scheme.encoding}`;
}

function nameOf(part: SchemePart, form: TextForm): string {
  if (part !== 'activity' && part !== 'payload') return partNames[part];
  const { signature = 'null', signatureAt, space, nulls, strings, numbers, dates, text } = form;
  const remarks = [
    part === 'payload' && signatureNames[signature] + (signatureAt ? ` ${signatureAt}` : ''),
    space && 'without white space',
    nulls && 'without null members',
    strings && styleNames[strings],
    numbers && 'short numbers',
    dates && `times as ${dates}`,
    text && (text === 'ascii' ? 'with ? for non-ASCII characters' : 'in UTF-16'),
  ].filter((remark) => typeof remark === 'string');
  return remarks.length === 0 ? partNames[part] : `${partNames[part]} (${remarks.join(', ')})`;
}
