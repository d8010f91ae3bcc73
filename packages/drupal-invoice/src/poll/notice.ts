import { failingOf } from './cursor.ts';
import type { PollCursor } from './cursor.ts';

/** What the owner should know even though the poll succeeded; null for nothing. */
export function noticeOf(options: {
  readonly cursor: PollCursor;
  /** The name of the API user. */
  readonly user: string;
}): string | null {
  const { cursor } = options;
  const notices = [
    unnamedNotice(cursor),
    forbiddenNotice(options),
    emptyNotice(cursor),
    clockNotice(cursor),
  ];
  return notices.filter((notice) => notice !== null).join(' ') || null;
}

/** In addition to those reported as unreadable by name. */
function unnamedNotice(cursor: PollCursor): string | null {
  const unnamed = failingOf(cursor) - Object.keys(cursor.unreadable).length;
  if (unnamed <= 0) return null;
  const [invoices, are] = unnamed === 1 ? ['invoice', 'is'] : ['invoices', 'are'];
  return `${unnamed} more ${invoices} could not be read either, and ${are} tried again later. Check the log of the site for the reason.`;
}

function forbiddenNotice(options: {
  readonly cursor: PollCursor;
  readonly user: string;
}): string | null {
  const { cursor, user } = options;
  const names = Object.keys(cursor.forbidden);
  if (names.length === 0) return null;
  return (
    `The list of the site has invoices of ${names.length === 1 ? 'the template' : 'the templates'} ` +
    `${names.join(', ')}, which ${user} may not read: these invoices are skipped. Make ${user} the API ` +
    'root user on the settings page of the Invoice module, or list the templates to include in ' +
    'settings.templates.'
  );
}

function emptyNotice({ phase, known, templates, firstFrom }: PollCursor): string | null {
  if (phase === 'list' || known > 0 || firstFrom !== null) return null;
  return templates === null
    ? 'The site has no invoices yet.'
    : `The site has no invoices of ${templates.join(', ')} yet. Check the names of the templates in settings.templates.`;
}

function clockNotice({ listing }: PollCursor): string | null {
  return listing.clockMoved
    ? 'The clock of the site has moved since the last poll, for example because of a new time zone. Set settings.timeZone to the current time zone of the site.'
    : null;
}
