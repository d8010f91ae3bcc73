import { alternativeSchemes, verifyWithScheme } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';

import { holdsInexactNumber } from '@invoice-relay/core/json';
import type { SignedMaterial } from './material.ts';

/**
 * The pinned scheme if the signature fits it; else the same scheme over another way to write what
 * it signs, if the signature fits that; else `undefined`. See `alternativeSchemes`: the webhook that
 * a scheme was pinned from may not have told how the vendor writes what this one holds.
 */
export function matchPinned(
  options: SignedMaterial & { readonly scheme: SignatureScheme },
): SignatureScheme | undefined {
  const { scheme, ...signed } = options;
  if (fits({ scheme, ...signed })) return scheme;
  for (const alternative of alternativeSchemes({ scheme, material: signed.material })) {
    if (fits({ scheme: alternative, ...signed })) return alternative;
  }
  return undefined;
}

function fits(options: SignedMaterial & { readonly scheme: SignatureScheme }): boolean {
  if (!verifyWithScheme(options)) return false;
  // Writing numbers anew rounds those that JavaScript cannot hold, so their last digits would not
  // be covered by the signature: they could be anyone's.
  return !writesNumbers(options.scheme) || !holdsInexactNumber(signedText(options));
}

function writesNumbers({ parts, form }: SignatureScheme): boolean {
  return (
    form?.numbers !== undefined ||
    (parts.includes('activityCompact') && !parts.includes('activity'))
  );
}

function signedText({ material }: SignedMaterial): string {
  return new TextDecoder().decode(material.activity);
}
