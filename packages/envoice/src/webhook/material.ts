import type { SignatureMaterial } from '@invoice-relay/core/signature';

import type { EnvoiceCredentials } from '../credentials.ts';
import { jsonValue } from '@invoice-relay/core/json';
import type { RawMember } from '@invoice-relay/core/json';
import type { EnvoicePayload } from './payload.ts';

/** A signature, and what it may have been computed from. */
export interface SignedMaterial {
  readonly material: SignatureMaterial;
  readonly signature: string;
}

/** What a webhook and one pair of credentials provide to a scheme. */
export function signatureMaterial(options: {
  readonly payload: EnvoicePayload;
  readonly credentials: Pick<EnvoiceCredentials, 'authKey' | 'authSecret'>;
}): SignatureMaterial {
  const { payload, credentials } = options;
  return {
    timestamp: payload.timestamp ?? '',
    activity: payload.activity.raw,
    activityJson: payload.activity,
    payload: { text: payload.text, node: payload.node, signatureMember: 'Signature' },
    activityId: idAsWritten(payload.activity.members.get('Id')),
    authKey: credentials.authKey,
    authSecret: credentials.authSecret,
  };
}

/** The id as the vendor's code would print it: here 0 is not a missing id, but the text "0". */
function idAsWritten(member: RawMember | undefined): string {
  if (member?.kind === 'number') return member.source;
  return member?.kind === 'string' ? String(jsonValue(member.source)) : '';
}
