import { expect, test } from 'vitest';

import { describeScheme } from './describe-scheme.ts';
import type { SignatureScheme } from './scheme.ts';

test.each<[string, SignatureScheme]>([
  [
    'HMAC-SHA256 keyed with the auth secret over timestamp + "." + activity, in hex',
    {
      digest: 'hmac-sha256',
      key: 'authSecret',
      parts: ['timestamp', 'activity'],
      separator: '.',
      encoding: 'hex',
    },
  ],
  [
    'SHA-256 over auth secret + activity id + compact activity, in base64',
    {
      digest: 'sha256',
      parts: ['authSecret', 'activityId', 'activityCompact'],
      separator: '',
      encoding: 'base64',
    },
  ],
  [
    'SHA-256 over auth key + "\\n" + auth secret, in base64url',
    { digest: 'sha256', parts: ['authKey', 'authSecret'], separator: '\n', encoding: 'base64url' },
  ],
  [
    'HMAC-SHA256 keyed with the auth key over activity, in hex',
    { digest: 'hmac-sha256', key: 'authKey', parts: ['activity'], separator: '.', encoding: 'hex' },
  ],
])('%s', (words, scheme) => {
  expect(describeScheme(scheme)).toBe(words);
});
