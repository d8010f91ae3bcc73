import type { Overview } from '@invoice-relay/relay-client';

import { useCan } from '../../app/session.tsx';
import { formatCount } from '../../text/number.ts';
import { relativeTime } from '../../text/time.ts';
import { ToneIcon } from '../../ui/status.tsx';
import type { Tone } from '../../ui/status.tsx';
import { useNow } from '../../ui/use-now.ts';
import { rangeText } from './range-text.ts';

/** Totals over the range, and current counts. Each links to what it counts. */
export function OverviewNumbers({ overview }: { readonly overview: Overview }) {
  const now = useNow();
  const mayQuarantine = useCan('admin');
  const { totals, now: present, range } = overview;
  const during = `in ${rangeText(range)}`;
  return (
    <ul class="numbers">
      <Figure label="Received" value={totals.activities} note={during} href="/events" />
      <Figure
        label="Delivered"
        value={totals.delivered}
        note={during}
        href="/deliveries?status=delivered"
      />
      <Figure
        label="Failed attempts"
        value={totals.failedAttempts}
        note={`${formatCount(totals.dead)} given up ${during}`}
        href={`/deliveries?status=${totals.dead > 0 ? 'dead' : 'pending'}`}
        {...(totals.dead > 0 ? { tone: 'bad' as const } : {})}
      />
      <Figure
        label="Waiting now"
        value={present.pending}
        note={
          present.oldestPendingAt === null
            ? 'nothing is waiting'
            : `the oldest from ${relativeTime(present.oldestPendingAt, now)}`
        }
        href="/deliveries?status=pending"
      />
      {mayQuarantine && (
        <Figure
          label="In quarantine"
          value={present.quarantined}
          note={present.quarantined === 0 ? 'everything could be read' : 'needs attention'}
          href="/quarantine"
          {...(present.quarantined > 0 ? { tone: 'warn' as const } : {})}
        />
      )}
    </ul>
  );
}

function Figure(props: {
  readonly label: string;
  readonly value: number;
  readonly note: string;
  readonly href: string;
  readonly tone?: Tone;
}) {
  const { label, value, note, href, tone } = props;
  return (
    <li class="card number-card">
      <a href={href}>{label}</a>
      <p class="number-value number" data-tone={tone}>
        {tone !== undefined && <ToneIcon tone={tone} size={20} />}
        {formatCount(value)}
      </p>
      <p class="small muted">{note}</p>
    </li>
  );
}
