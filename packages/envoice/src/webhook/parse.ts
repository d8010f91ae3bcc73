import { createHash } from 'node:crypto';

import type { Activity, ParseContext, WebhookRequest } from '@invoice-relay/core/source';

import { vendorId } from '../vendor-id.ts';
import { readPayload } from './payload.ts';

/**
 * Returns the activity of a webhook: always exactly one. Its id is the vendor's; an activity
 * without one (missing, `null`, 0) gets `sha256:` and the hash of its bytes, so that the same bytes
 * are the same activity.
 *
 * @throws {PayloadError} if the request is not a webhook of Envoice
 */
export function parse(request: WebhookRequest, context: ParseContext): readonly [Activity] {
  const { raw, members } = readPayload(request).activity;
  return [
    {
      id: vendorId(members.get('Id')) ?? contentId(raw),
      raw: raw.slice(),
      seenAt: new Date(context.now).toISOString(),
    },
  ];
}

function contentId(raw: Uint8Array): string {
  return `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}
