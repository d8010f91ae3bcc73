import type { Backfill } from '@invoice-relay/relay-client';

import { counted } from '../../text/number.ts';
import type { StatusSummary } from '../../ui/status.tsx';

const reasons: Readonly<Record<string, string>> = {
  manual: 'Requested manually.',
  interval: 'Scheduled, once a day.',
  returned: 'The connection had been silent, or the relay down.',
};

/** Describes the state and the result of a backfill. */
export function backfillSummary(backfill: Backfill): StatusSummary {
  const { status, error, found, missing, appended, unreadable, leftOut } = backfill;
  const report = [
    `The vendor has ${counted(found, 'activity', 'activities')}; ${missing === 0 ? 'none was missing' : `${counted(missing, 'was', 'were')} missing`}.`,
    appended > 0 ? `${counted(appended, 'became an event', 'became events')}.` : '',
    leftOut > 0 ? `${counted(leftOut, 'more is', 'more are')} older than requested.` : '',
    unreadable > 0
      ? `${counted(unreadable, 'document')} could not be read${error === null ? '' : `: ${error}`}`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
  switch (status) {
    case 'completed':
      return { tone: 'ok', label: 'Done', text: report };
    case 'failed':
      return { tone: 'bad', label: 'Failed', text: error ?? report };
    case 'running':
      return {
        tone: 'info',
        label: 'Running',
        text: error ?? 'Reading the vendor’s API.',
      };
    default:
      return { tone: 'info', label: 'Waiting', text: error ?? 'Not started yet.' };
  }
}

export function reasonText(reason: string): string {
  return reasons[reason] ?? reason;
}
