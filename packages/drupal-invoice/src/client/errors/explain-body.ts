import type { ReadBody } from '../reading/read-body.ts';

/** Explains what is wrong with a response that is not what was requested, and how to fix it. */
export function explainBody(options: {
  readonly body: ReadBody;
  /** For example `an invoice as JSON`. */
  readonly wanted: string;
  /** The site's own reasons, human-readable. */
  readonly details: readonly string[];
  readonly baseUrl: string;
}): string {
  const { body, wanted, details, baseUrl } = options;
  const said = details.length > 0 ? ` The site says: ${details.join(' ')}` : '';
  switch (body.kind) {
    case 'page':
      return (
        `${baseUrl} returned a web page instead of ${wanted}. Check baseUrl, and that the ` +
        `Invoice module is enabled; if both are right, the site has a problem.${said}`
      );
    case 'empty':
      return (
        `the response is empty instead of ${wanted}. PHP may have failed without showing why: ` +
        "check PHP's error log, or try again later."
      );
    case 'php error':
      return `instead of ${wanted}, the site returned a PHP error: ${details.join(' ')} Fix it on the site.`;
    case 'undecodable':
      return (
        'the response is not UTF-8, and declares no other charset that matches. Make the site write ' +
        'JSON as UTF-8.'
      );
    case 'ambiguous':
      return (
        'the response has a duplicate member in one object, or nests more than 63 levels deep, so that ' +
        'parsers would disagree on it. Check what on the site changes the responses of the module.'
      );
    case 'text':
      return `the response is not ${wanted}, or was cut off. Check baseUrl, or try again later.${said}`;
    case 'json':
      return (
        `the response is JSON, but not ${wanted}. Check that baseUrl is that of a Drupal site with the ` +
        `Invoice module, and that nothing in between changes its responses.${said}`
      );
  }
}
