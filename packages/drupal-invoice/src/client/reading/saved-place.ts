import { documentId } from '../../model/index.ts';

/** A page of the site for an invoice, as Drupal leads to once it has saved one. */
const pagePath = /\/invoice\/([1-9]\d{0,17})(?:\/(?:edit|view))?\/?$/;

/**
 * The id of the invoice that a `Location` names: by its address in the API, or by that of its page,
 * when it is on the same host; null for anything else.
 *
 * @param options.url what was asked
 */
export function idInLocation(options: {
  readonly location: string | undefined;
  readonly url: string;
}): string | null {
  const { location = '' } = options;
  const id = /\/invoice\/api\/invoice\.json\/([^/?#]+)\/?$/.exec(location)?.[1];
  return id === undefined ? idOfPage(options) : documentId({ id });
}

/** The same of the page alone. */
export function idOfPage(options: {
  readonly location: string | undefined;
  readonly url: string;
}): string | null {
  const { location = '', url } = options;
  if (!URL.canParse(location, url)) return null;
  const place = new URL(location, url);
  // Behind a proxy that takes the TLS away, Drupal takes itself to be at `http:`.
  return place.host === new URL(url).host ? (pagePath.exec(place.pathname)?.[1] ?? null) : null;
}
