import type { NormalizedEvent } from '@invoice-relay/core/events';

/**
 * Is this activity the one that Envoice lists?
 *
 * Its id, type and subject have to be the same. So have its message, and the number of its
 * document, where Envoice gives them: readers act on what these say. Its link has to lead to the
 * same page; the query may differ, as a share URL may be made anew for each reader. `CreatedOn` and
 * further members cannot be compared, as Envoice lists none.
 *
 * @param options.event as the webhook gives it
 * @param options.known as the API gives it
 */
export function isSameActivity(options: {
  readonly event: NormalizedEvent;
  readonly known: NormalizedEvent;
  readonly baseUrl: string;
}): boolean {
  const { event, known, baseUrl } = options;
  return (
    event.activity.id === known.activity.id &&
    event.type === known.type &&
    event.activity.type.toLowerCase() === known.activity.type.toLowerCase() &&
    event.subject?.kind === known.subject?.kind &&
    event.subject?.id === known.subject?.id &&
    agrees(event.subject?.number ?? null, known.subject?.number ?? null) &&
    (known.activity.message === null || event.activity.message === known.activity.message) &&
    (known.activity.link
      ? isSamePage(event.activity.link, known.activity.link)
      : isVendorLink({ link: event.activity.link, baseUrl }))
  );
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

function pageOf(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const { protocol, host, pathname, username, password } = new URL(link);
  return username || password ? null : `${protocol}//${host}${pathname}`;
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
