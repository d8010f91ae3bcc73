import type { ConnectionView } from './connections.schemas.ts';

/** The state of access to a connection's vendor. */
export type AskingState = Extract<
  ConnectionView['verification']['state'],
  'asking' | 'unreachable' | 'unauthorized'
>;

/** The health of a connection, in words that say what to do. The first match wins. */
export function connectionHealth(
  view: Pick<ConnectionView, 'verification' | 'trouble' | 'poll' | 'lastActivityAt'> & {
    readonly asking: AskingState;
    readonly hasUnconfirmed: boolean;
  },
): ConnectionView['health'] {
  const { verification, trouble, poll, lastActivityAt, asking, hasUnconfirmed } = view;
  switch (verification.state) {
    case 'source_not_loaded':
      return {
        state: 'failing',
        message:
          'The relay runs without this source: add its package to RELAY_SOURCES and restart the relay. Until then, everything that arrives is kept in the quarantine.',
      };
    case 'unauthorized':
      return {
        state: 'failing',
        message:
          'The vendor’s API rejects these credentials: replace them. Until then, activities wait.',
      };
    case 'unreachable':
      return {
        state: 'failing',
        message:
          'The vendor’s API cannot be reached at the moment. Activities wait until it responds.',
      };
    default:
  }
  // For example after the vendor replaced the secret: nothing becomes an event.
  if (hasUnconfirmed && asking !== 'asking') {
    const vendor =
      asking === 'unauthorized'
        ? 'rejects the credentials of this connection'
        : 'cannot be reached at the moment';
    return {
      state: 'failing',
      message: `Activities wait: their signatures do not match the secret of this connection, and the vendor’s API, which could confirm them, ${vendor}. Check the credentials.`,
    };
  }
  if (poll?.state === 'failing') {
    return {
      state: 'failing',
      message: poll.error?.message ?? 'The vendor cannot be polled at the moment.',
    };
  }
  if (trouble !== null) return { state: 'attention', message: trouble };
  if (verification.state === 'weak') {
    return {
      state: 'attention',
      message:
        'The vendor’s signature does not cover the activity, so each one is also confirmed through the vendor’s API.',
    };
  }
  if (lastActivityAt === null) return { state: 'waiting', message: waitingFor(view) };
  if (verification.state === 'url_only') {
    return {
      state: 'attention',
      message: 'Signatures are not checked: anyone who knows the ingest URL can send activities.',
    };
  }
  return { state: 'ok', message: working(view) };
}

type Arrival = Pick<ConnectionView, 'verification' | 'poll'>;

function waitingFor({ verification, poll }: Arrival): string {
  const polled = 'The relay polls the vendor and has not found any activity yet.';
  if (verification.state === 'polled') return polled;
  if (poll !== null) {
    return `${polled} No webhook has arrived either: paste the ingest URL into the vendor’s settings.`;
  }
  const scheme =
    verification.state === 'waiting'
      ? ' It also shows how the vendor signs; the relay detects that automatically.'
      : '';
  return `Waiting for the first webhook: paste the ingest URL into the vendor’s settings.${scheme}`;
}

function working({ verification, poll }: Arrival): string {
  if (verification.state === 'polled') return 'The relay polls the vendor for new activities.';
  // Polls may have found them all.
  if (poll !== null) {
    return 'Activities are arriving. The relay polls the vendor, and checks webhooks if it sends any.';
  }
  switch (verification.state) {
    case 'pinned':
      return 'Webhooks are arriving, and each must be signed with the detected scheme.';
    case 'asking':
      return 'Webhooks are arriving, and the vendor’s API confirms each activity.';
    case 'waiting':
      return 'Activities have arrived. The next signed webhook shows how the vendor signs.';
    default:
      // A backfill may have found them all.
      return 'Activities are arriving, and the signature of each webhook is checked.';
  }
}
