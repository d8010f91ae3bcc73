import { readFileName } from '@invoice-relay/core/http';
import type { TransportResponse } from '@invoice-relay/core/source';

import type { CallErrors } from '../errors/index.ts';
import type { Pdf } from '../options.ts';
import { decodeBody } from './decode-body.ts';
import { readBody } from './read-body.ts';
import { isDrupalLogin } from './web-page.ts';

/** Reads a response that should be the HTML page of an invoice. */
export function readHtml(response: TransportResponse, errors: CallErrors): string {
  const { status } = response;
  const text = decodeBody(response);
  const isLogin = text !== null && isDrupalLogin(text);
  if (text?.includes('<') && !isLogin && !isOnlyPhp(response)) return text;
  const body = readBody({ response, fits: () => false });
  throw errors.unexpected({ status, body, wanted: 'an invoice as HTML' });
}

function isOnlyPhp(response: TransportResponse): boolean {
  const body = readBody({ response, fits: () => false });
  return (
    body.kind === 'php error' && body.messages.some((text) => /fatal|parse|exception/i.test(text))
  );
}

/** PHP warnings may precede a PDF; beyond this many bytes, it is not taken as one. */
const longestPreamble = 65_536;

/** Reads a response that should be a PDF. */
export function readPdf(options: {
  readonly response: TransportResponse;
  readonly errors: CallErrors;
  readonly id: number;
}): Pdf {
  const { response, errors, id } = options;
  const { status, headers, body } = response;
  const start = new TextDecoder('latin1')
    .decode(body.subarray(0, longestPreamble))
    .indexOf('%PDF-');
  if (start === -1) {
    const found = readBody({ response, fits: () => false });
    throw errors.unexpected({ status, body: found, wanted: 'an invoice as PDF' });
  }
  const fileName = readFileName(headers['content-disposition']);
  return {
    // Offsets inside a PDF count from its own first byte.
    bytes: body.subarray(start),
    fileName: fileName ?? `invoice-${id}.pdf`,
  };
}
