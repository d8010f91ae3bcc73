import { explainStatus } from './explain-status.ts';
import type { ExchangeResult } from './exchange.ts';
import type { ResponseExpectation, ResponseHeaders } from './sender.ts';

/**
 * Why a response does not mean that the subscriber received the event, as a human-readable
 * sentence; null if it does.
 */
export function checkResponse(options: {
  readonly response: Extract<ExchangeResult, { kind: 'responded' }>;
  readonly expect: ResponseExpectation | undefined;
  readonly url: string;
}): string | null {
  const { response, expect, url } = options;
  const { status, headers, body } = response;
  const problem = explainStatus({ status, location: firstHeader(headers, 'location'), url });
  if (problem !== null || expect === undefined) return problem;
  if (expect.contentType !== undefined) {
    const given = mediaType(firstHeader(headers, 'content-type') ?? '');
    if (given !== mediaType(expect.contentType)) {
      const said = given === '' ? 'without a Content-Type' : `with the Content-Type "${given}"`;
      return `The subscriber responded ${status} ${said}, but the subscription expects "${expect.contentType}": something other than the subscriber may have responded, such as a login page. Check the URL, or change "expect".`;
    }
  }
  if (expect.bodyIncludes !== undefined && !body.whole().includes(expect.bodyIncludes)) {
    return `The subscriber responded ${status}, but its body does not contain the text that the subscription expects: something other than the subscriber may have responded, such as a login page. Check the URL, or change "expect".`;
  }
  return null;
}

export function firstHeader(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function mediaType(contentType: string): string {
  return (contentType.split(';')[0] as string).trim().toLowerCase().slice(0, 255);
}
