import type { SchemePart, SignatureScheme } from './scheme.ts';

const digestNames: Record<SignatureScheme['digest'], string> = {
  'hmac-sha256': 'HMAC-SHA256',
  sha256: 'SHA-256',
};

const partNames: Record<SchemePart, string> = {
  timestamp: 'timestamp',
  activity: 'activity',
  activityCompact: 'compact activity',
  activityId: 'activity id',
  authKey: 'auth key',
  authSecret: 'auth secret',
};

/**
 * A scheme in words, the same words for the same scheme. Names parts and never holds their values.
 *
 * @example `HMAC-SHA256 keyed with the auth secret over timestamp + "." + activity, in hex`
 */
export function describeScheme(scheme: SignatureScheme): string {
  const key = scheme.key === undefined ? '' : ` keyed with the ${partNames[scheme.key]}`;
  const glue = scheme.separator === '' ? ' + ' : ` + ${JSON.stringify(scheme.separator)} + `;
  const parts = scheme.parts.map((part) => partNames[part]).join(glue);
  return `${digestNames[scheme.digest]}${key} over ${parts}, in ${scheme.encoding}`;
}
