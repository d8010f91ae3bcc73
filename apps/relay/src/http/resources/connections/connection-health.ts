import type { ConnectionView } from './connections.schemas.ts';

/** How a connection does, in words that say what to do. The first that is so counts. */
export function connectionHealth(
  view: Pick<ConnectionView, 'verification' | 'trouble' | 'poll' | 'lastActivityAt'>,
): ConnectionView['health'] {
  const { verification, trouble, poll, lastActivityAt } = view;
  switch (verification.state) {
    case 'source_not_loaded':
      return {
        state: 'failing',
        message:
          'The relay runs without this source: add its package to RELAY_SOURCES and start it again. What comes in is kept in the quarantine.',
      };
    case 'unauthorized':
      return {
        state: 'failing',
        message: 'The vendor’s API refuses these credentials: replace them. What comes in waits.',
      };
    case 'unreachable':
      return {
        state: 'failing',
        message:
          'The vendor’s API cannot be reached at present. What comes in waits until it answers.',
      };
    default:
  }
  if (poll?.state === 'failing') {
    return {
      state: 'failing',
      message: poll.error?.message ?? 'The vendor cannot be asked for what happened at present.',
    };
  }
  if (trouble !== null) return { state: 'attention', message: trouble };
  if (verification.state === 'weak') {
    return {
      state: 'attention',
      message:
        'The vendor’s signature says nothing of the activity, so each is confirmed by its API as well.',
    };
  }
  if (lastActivityAt === null) return { state: 'waiting', message: waitingFor(view) };
  if (verification.state === 'url_only') {
    return {
      state: 'attention',
      message: 'Signatures are not checked: whoever knows the ingest URL can bring activities.',
    };
  }
  return { state: 'ok', message: working(view) };
}

function waitingFor({ verification }: Pick<ConnectionView, 'verification'>): string {
  if (verification.state === 'polled') {
    return 'The relay asks the vendor, and has found nothing that happened yet.';
  }
  const scheme =
    verification.state === 'waiting'
      ? ' It also shows how the vendor signs, which is found by itself.'
      : '';
  return `Waits for the first webhook: paste the ingest URL into the vendor’s settings.${scheme}`;
}

function working({ verification }: Pick<ConnectionView, 'verification'>): string {
  switch (verification.state) {
    case 'polled':
      return 'The relay asks the vendor, and finds what happens.';
    case 'pinned':
      return 'Webhooks come in, and each must be signed in the way that was found.';
    case 'asking':
      return 'Webhooks come in, and the vendor’s API confirms each activity.';
    case 'waiting':
      return 'Activities came in. With the next webhook that is signed, the way of signing is found.';
    default:
      return 'Webhooks come in, and their signatures are checked.';
  }
}
