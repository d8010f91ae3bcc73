import { describeScheme } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';

import type { Connection } from '../../api/views.ts';

/** Describes the signature scheme; undefined if it is unknown. */
export function schemeText({ scheme }: Connection['verification']): string | undefined {
  return scheme === null || scheme === 'auto'
    ? undefined
    : describeScheme(scheme as SignatureScheme);
}
