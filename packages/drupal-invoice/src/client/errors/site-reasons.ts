import type { Redact } from '@invoice-relay/core/http';

import { plainText } from '../reading/plain-text.ts';
import type { ReadBody } from '../reading/read-body.ts';
import { titleOf } from '../reading/web-page.ts';
import { moduleMessage } from './module-messages.ts';

/** More reasons than this help nobody. */
const most = 10;

/**
 * The site's own reasons, human-readable: from the module, from PHP, or the title of its own page.
 */
export function readReasons(body: ReadBody, redact: Redact): readonly string[] {
  const clean = textsOf(body)
    .map((text) => redact(plainText(text)))
    .filter((text) => text !== '');
  return [...new Set(clean)].slice(0, most);
}

function textsOf(body: ReadBody): readonly string[] {
  switch (body.kind) {
    case 'json': {
      const message = moduleMessage(body);
      if (message !== null) return [message];
      return typeof body.value === 'string' ? [body.value] : [];
    }
    case 'php error':
      return body.messages;
    case 'page':
      // The title of another server's page would be shown as if the site had said it.
      return body.isDrupal ? [titleOf(body.page) ?? ''] : [];
    case 'text':
      return [body.text];
    default:
      return [];
  }
}
