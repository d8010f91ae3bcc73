import type { Connection } from '../../api/views.ts';

import type { Standing } from '../../ui/standing.ts';
import type { Tone } from '../../ui/status.tsx';

const ofHealth: Readonly<Record<string, readonly [Tone, string]>> = {
  ok: ['ok', 'Works'],
  waiting: ['info', 'Waits'],
  attention: ['warn', 'Needs attention'],
  failing: ['bad', 'Fails'],
};

export function connectionStanding(connection: Connection): Standing {
  const { state, message } = connection.health;
  const [tone, word] = ofHealth[state] ?? ['idle', state];
  return { tone, word, sentence: message };
}

/** Describes how webhooks of a connection are verified. */
export function verificationWords({ mode, state }: Connection['verification']): string {
  switch (state) {
    case 'waiting':
      return 'By their signature. How the vendor signs shows with the first webhook.';
    case 'pinned':
      return 'By their signature, in the way that was found.';
    case 'documented':
      return 'By their signature, in the way that the vendor documents.';
    case 'asking':
      return 'The vendor’s API confirms each activity.';
    case 'unreachable':
      return 'The vendor’s API confirms each activity. It does not answer at present: what comes in waits, and nothing is lost.';
    case 'unauthorized':
      return 'The vendor’s API refuses these credentials: what comes in waits until they are fixed.';
    case 'url_only':
      return 'By the ingest URL alone: whoever knows it can bring activities.';
    case 'weak':
      return 'The vendor’s signature says nothing of the activity, so its API confirms each as well.';
    case 'polled':
      return 'Nothing comes in: the relay asks the vendor itself.';
    case 'source_not_loaded':
      return 'The relay runs without this source: what comes in is kept in the quarantine.';
    default:
      return `${mode}: ${state}`;
  }
}
