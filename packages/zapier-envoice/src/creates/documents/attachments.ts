import { isRecord } from '@invoice-relay/envoice/forms';
import type { Body } from '@invoice-relay/envoice/forms';

/** Files from a Zap are links: Envoice is told so, as it also stores files itself. */
export function externalAttachments(body: Body): Body {
  const { Attachments } = body;
  if (!Array.isArray(Attachments)) return body;
  return {
    ...body,
    Attachments: Attachments.filter(isRecord).map((file) => ({ ...file, Type: 'External' })),
  };
}
