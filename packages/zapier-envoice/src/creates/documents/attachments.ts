import { isRecord } from '@invoice-relay/envoice/forms';
import type { Body } from '@invoice-relay/envoice/forms';

/** Files that a Zap gives are links: Envoice is told so, as it also keeps files itself. */
export function externalAttachments(body: Body): Body {
  const { Attachments } = body;
  if (!Array.isArray(Attachments)) return body;
  return {
    ...body,
    Attachments: Attachments.filter(isRecord).map((file) => ({ ...file, Type: 'External' })),
  };
}
