import type { SignatureScheme } from '@invoice-relay/core/signature';

/**
 * What the sandbox signs with until told otherwise. The vendor's own scheme is not documented
 * ("sha256 string" is all it says): this one is a plausible guess, no more.
 */
export const defaultScheme: SignatureScheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};
