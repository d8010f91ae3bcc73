import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * The output of the serializers that Envoice may use for one activity, with local, unspecified and
 * UTC times (Newtonsoft.Json 6.0.8, SimpleJson, ServiceStack.Text 4.0.62, run under Mono).
 */
const folder = new URL('../fixtures/serializers/', import.meta.url);
export const files = readdirSync(folder);
export const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

const Timestamp = '2026-11-20T10:00:01.4567891Z';

/** A body, and the text that was signed for it. None of this is computed by the code under test. */
export interface Sent {
  readonly body: (signature: string) => string;
  readonly text: string;
}
export type Way = (activity: string) => Sent;

export const first = (activity: string) => (signature: string) =>
  `{"Signature":"${signature}","Timestamp":"${Timestamp}","Activity":${activity}}`;
const last = (activity: string) => (signature: string) =>
  `{"Timestamp":"${Timestamp}","Activity":${activity},"Signature":"${signature}"}`;
const withoutNulls = (text: string) => text.replaceAll(/"\w+":null,/g, '');
const spaced = (text: string) =>
  text.replaceAll(/("(?:[^"\\]|\\.)*")|([:,{])/gs, (token, string: string | undefined) =>
    string === undefined ? `${token} ` : token,
  );
const raw = (text: string) =>
  text
    .replaceAll(/\\u(00[0-9A-Fa-f]{2}|2028|20AC)/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replaceAll('\\/', '/');
const asNewtonsoft = (text: string) =>
  ['\u0001', '\u0085', '\u2028', '\u2029'].reduce(
    (written, character) =>
      written.replaceAll(character, `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
    text,
  );

export const ways: Readonly<Record<string, Way>> = {
  'the activity': (activity) => ({ body: first(activity), text: activity }),
  'timestamp and activity': (activity) => ({
    body: last(activity),
    text: `${Timestamp}${activity}`,
  }),
  'the payload, Signature null and first': (activity) => ({
    body: first(activity),
    text: first(activity)('').replace('"Signature":""', '"Signature":null'),
  }),
  'the payload, Signature "" and first': (activity) => ({
    body: first(activity),
    text: first(activity)(''),
  }),
  'the payload, Signature null and last': (activity) => ({
    body: last(activity),
    text: last(activity)('').replace('"Signature":""', '"Signature":null'),
  }),
  'the payload, Signature "" and last, sent first': (activity) => ({
    body: first(activity),
    text: last(activity)(''),
  }),
  'the payload without Signature': (activity) => ({
    body: first(activity),
    text: `{"Timestamp":"${Timestamp}","Activity":${activity}}`,
  }),
  'the activity without nulls': (activity) => ({
    body: first(activity),
    text: withoutNulls(activity),
  }),
  'the payload without nulls': (activity) => ({
    body: last(activity),
    text: `{"Timestamp":"${Timestamp}","Activity":${withoutNulls(activity)}}`,
  }),
  'the activity token by token': (activity) => ({ body: first(spaced(activity)), text: activity }),
  'the payload token by token': (activity) => ({
    body: (signature) => spaced(first(activity)(signature)),
    text: first(activity)('').replace('""', 'null'),
  }),
  'the activity, escapes undone': (activity) => ({ body: first(activity), text: raw(activity) }),
  'the activity, escapes done': (activity) => ({
    body: first(raw(activity)),
    text: asNewtonsoft(raw(activity)),
  }),
  'numbers as .NET writes them': (activity) => {
    const longer = activity.replace('"Id":', '"A":100.0,"B":1E+21,"C":1E-07,"Id":');
    return { body: first(spaced(longer)), text: longer };
  },
  'numbers as JavaScript writes them': (activity) => {
    const longer = activity.replace('"Id":', '"A":100.0,"B":1E+21,"C":1E-07,"Id":');
    return {
      body: first(longer),
      text: longer.replace('100.0', '100').replace('1E+21', '1e+21').replace('1E-07', '1e-7'),
    };
  },
};

/** With the account's secret, as a key or appended to the text. */
export const digestsBy = (secret: string): Readonly<Record<string, (text: string) => Buffer>> => ({
  HMAC: (text) => createHmac('sha256', secret).update(text).digest(),
  plain: (text) => createHash('sha256').update(text).update(secret).digest(),
});
