import type { NormalizedEvent } from '@invoice-relay/core/events';

import { alternativeTypes, findActivityType, typeNumber } from '../normalize/activity-types.ts';

/**
 * Is this activity the one that Envoice lists?
 *
 * Its id, type and subject have to be the same. So have its message, and the number of its
 * document, where Envoice gives them: readers act on what these say. Its link has to lead to the
 * same page and, by its `id`, to the same document; its token may differ, as a share URL may be made
 * anew for each reader. `CreatedOn` and
 * further members cannot be compared, as Envoice lists none.
 *
 * @param options.event as the webhook gives it
 * @param options.known as the API gives it
 */
export function isSameActivity(options: {
  readonly event: NormalizedEvent;
  /** The number that the webhook has for its type, where no list settles what it means. */
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
 * Whether the types agree. A number in doubt may be any of the types in doubt, and one beyond the
 * table any name beyond it: else what the vendor added would be denied for ever. The message then
 * has to be there and to agree.
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

/** A webhook may leave out the number, which is then null in the event: that says nothing false. */
function agrees(number: string | null, known: string | null): boolean {
  return number === null || known === null || number === known;
}

function isSamePage(link: string | null, known: string): boolean {
  if (!link || link === known) return true;
  const [page, knownPage] = [pageOf(link), pageOf(known)];
  return page !== null && page === knownPage;
}

/**
 * What a link leads to: where it goes, and the document that its `id` names. Its `token` does not
 * count, as it may be made anew for each reader.
 */
function pageOf(link: string): string | null {
  const text = link.replaceAll('&amp;', '&');
  if (!URL.canParse(text)) return null;
  const { protocol, host, pathname, search, username, password } = new URL(text);
  const ids = search.matchAll(/(?<=[?&]id=)[^&]*/gi);
  const documents = [...ids].map(([id]) => decoded(id)).join('&');
  return username || password ? null : `${protocol}//${host}${pathname}?${documents}`;
}

/** An id holds `+` and `=`, which some writers escape and others do not. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/**
 * Does this link lead to Envoice itself (or say nothing)? People click on it, so a forged one is
 * the most that a forged activity is good for.
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
