import type { NormalizedEvent } from '@invoice-relay/core/events';

import { alternativeTypes, findActivityType, typeNumber } from '../normalize/activity-types.ts';

/**
 * Whether this activity is the one that Envoice lists.
 *
 * Its id, type and subject must match. So must its message, and the number of its document, if
 * Envoice returns them: readers act on these. Its link must lead to the same page and, by its `id`,
 * to the same document; its token may differ, as a share URL may be generated for each reader.
 * `CreatedOn` and additional members cannot be compared, as Envoice does not list them.
 *
 * @param options.event from the webhook
 * @param options.known from the API
 */
export function isSameActivity(options: {
  readonly event: NormalizedEvent;
  /** The number of the type in the webhook if no list settles what it means. */
  readonly openType: number | null;
  readonly known: NormalizedEvent;
  readonly baseUrl: string;
}): boolean {
  const { event, known, baseUrl } = options;
  return (
    event.activity.id === known.activity.id &&
    isSameType(options) &&
    event.subject?.kind === known.subject?.kind &&
    event.subject?.id === known.subject?.id &&
    agrees(event.subject?.number ?? null, known.subject?.number ?? null) &&
    (known.activity.message === null || event.activity.message === known.activity.message) &&
    (known.activity.link
      ? isSamePage(event.activity.link, known.activity.link)
      : isVendorLink({ link: event.activity.link, baseUrl }))
  );
}

/**
 * Whether the types match. An ambiguous number may be any of the types in question, and one beyond
 * the table any name beyond it: otherwise types added by the vendor would be denied forever. The
 * message must then be present and match.
 */
function isSameType(options: Parameters<typeof isSameActivity>[0]): boolean {
  const { event, openType, known } = options;
  const name = known.activity.type;
  if (event.type === known.type && event.activity.type.toLowerCase() === name.toLowerCase()) {
    return true;
  }
  if (openType === null || known.activity.message === null) return false;
  const orders = alternativeTypes(openType);
  return orders
    ? orders.some((order) => order[openType] === name)
    : typeNumber(name) === null && findActivityType(name) === undefined;
}

/** A webhook may omit the number, which is then null in the event: that claims nothing false. */
function agrees(number: string | null, known: string | null): boolean {
  return number === null || known === null || number === known;
}

function isSamePage(link: string | null, known: string): boolean {
  if (!link || link === known) return true;
  const [page, knownPage] = [pageOf(link), pageOf(known)];
  return page !== null && page === knownPage;
}

/**
 * The target of a link: where it leads, and the document that its `id` names. Its `token` is
 * ignored, as it may be generated for each reader.
 */
function pageOf(link: string): string | null {
  const text = link.replaceAll('&amp;', '&');
  if (!URL.canParse(text)) return null;
  const { protocol, host, pathname, search, username, password } = new URL(text);
  const ids = search.matchAll(/(?<=[?&]id=)[^&]*/gi);
  const documents = [...ids].map(([id]) => decoded(id)).join('&');
  return username || password ? null : `${protocol}//${host}${pathname}?${documents}`;
}

/** An id contains `+` and `=`, which some writers escape and others do not. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/**
 * Whether this link leads to Envoice itself (or is empty). People click on it, so a forged link is
 * the worst that a forged activity can do.
 */
export function isVendorLink(options: {
  readonly link: string | null;
  readonly baseUrl: string;
}): boolean {
  if (!options.link) return true;
  if (!URL.canParse(options.link)) return false;
  const { protocol, host, hostname } = new URL(options.link);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  return (
    host === new URL(options.baseUrl).host ||
    hostname === 'envoice.in' ||
    hostname.endsWith('.envoice.in')
  );
}
