import { describeScheme } from '@invoice-relay/core/signature';
import type { SignatureScheme } from '@invoice-relay/core/signature';

import type { Connection } from '../../api/views.ts';

/** The signature scheme in words; undefined where none is known. */
export function schemeWords({ scheme }: Connection['verification']): string | undefined {
  return scheme === null || scheme === 'auto'
    ? undefined
    : describeScheme(scheme as SignatureScheme);
}
