import type { Connection } from '../../api/views.ts';

import type { StatusSummary, Tone } from '../../ui/status.tsx';

const ofHealth: Readonly<Record<string, readonly [Tone, string]>> = {
  ok: ['ok', 'Working'],
  waiting: ['info', 'Waiting'],
  attention: ['warn', 'Needs attention'],
  failing: ['bad', 'Failing'],
};

export function connectionSummary(connection: Connection): StatusSummary {
  const { state, message } = connection.health;
  const [tone, label] = ofHealth[state] ?? ['idle', state];
  return { tone, label, text: message };
}

/** Describes how webhooks of a connection are verified. */
export function verificationText({ mode, state }: Connection['verification']): string {
  switch (state) {
    case 'waiting':
      return 'By signature. The scheme is detected from the first webhook.';
    case 'pinned':
      return 'By signature, with the detected scheme.';
    case 'documented':
      return 'By signature, with the scheme that the vendor documents.';
    case 'asking':
      return 'The vendor’s API confirms each activity.';
    case 'unreachable':
      return 'The vendor’s API confirms each activity. It does not respond at the moment: new activities wait, and nothing is lost.';
    case 'unauthorized':
      return 'The vendor’s API rejects these credentials: new activities wait until they are corrected.';
    case 'url_only':
      return 'By the ingest URL alone: anyone who knows it can submit activities.';
    case 'weak':
      return 'The vendor’s signature does not cover the activity, so its API also confirms each one.';
    case 'polled':
      return 'Not applicable: the relay polls the vendor.';
    case 'source_not_loaded':
      return 'The relay is running without this source: webhooks are kept in the quarantine.';
    default:
      return `${mode}: ${state}`;
  }
}
