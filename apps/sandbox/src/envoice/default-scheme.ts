import type { SignatureScheme } from '@invoice-relay/core/signature';

/**
 * The default signature scheme of the sandbox. The vendor does not document its own scheme ("sha256
 * string" is all it says), so this one is only a plausible guess.
 */
export const defaultScheme: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};
