import { alternativeSchemes, verifyWithScheme } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';

import { holdsInexactNumber } from '@invoice-relay/core/json';
import type { SignedMaterial } from './material.ts';

/**
 * Returns the pinned scheme if the signature matches it; otherwise the same scheme with another
 * serialization of what it signs, if the signature matches that; otherwise `undefined`. See
 * `alternativeSchemes`: the webhook from which a scheme was pinned may not have shown how the
 * vendor writes what this one contains.
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
  // Serializing numbers again rounds those that JavaScript cannot represent, so the signature would
  // not cover their last digits: anyone could have written them.
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
