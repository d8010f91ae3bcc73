import type { SignatureMaterial } from '@invoice-relay/core/signature';

import type { EnvoiceCredentials } from '../credentials.ts';
import { jsonValue } from '@invoice-relay/core/json';
import type { RawMember } from '@invoice-relay/core/json';
import type { EnvoicePayload } from './payload.ts';

/** A signature, and what it may have been made from. */
export interface SignedMaterial {
  readonly material: SignatureMaterial;
  readonly signature: string;
}

/** What a webhook and one pair of credentials give a scheme to draw on. */
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

/** The id as the vendor's code would print it: here 0 is no absent id, but the text "0". */
function idAsWritten(member: RawMember | undefined): string {
  if (member?.kind === 'number') return member.source;
  return member?.kind === 'string' ? String(jsonValue(member.source)) : '';
}
