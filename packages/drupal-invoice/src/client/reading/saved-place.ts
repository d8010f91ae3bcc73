import { documentId } from '../../model/index.ts';

/** An invoice's address in the API. */
const apiPath = /\/invoice\/api\/invoice\.json\/([^/]+)\/?$/;
/** A page of the site for an invoice, as Drupal leads to once it has saved one. */
const pagePath = /\/invoice\/([1-9]\d{0,17})(?:\/(?:edit|view))?\/?$/;

interface Place {
  readonly location: string | undefined;
  /** What was asked. */
  readonly url: string;
}

/**
 * The id of the invoice that a `Location` names: by its address in the API, or by that of its page,
 * when it is on the same host; null for anything else.
 */
export function idInLocation(place: Place): string | null {
  const id = apiPath.exec(pathOnHost(place) ?? '')?.[1];
  return id === undefined ? idOfPage(place) : documentId({ id });
}

/** The same of the page alone. */
export function idOfPage(place: Place): string | null {
  return pagePath.exec(pathOnHost(place) ?? '')?.[1] ?? null;
}

/** Behind a proxy that takes the TLS away, Drupal takes itself to be at `http:`. */
function pathOnHost({ location = '', url }: Place): string | null {
  if (!URL.canParse(location, url)) return null;
  const place = new URL(location, url);
  return place.host === new URL(url).host ? place.pathname : null;
}
