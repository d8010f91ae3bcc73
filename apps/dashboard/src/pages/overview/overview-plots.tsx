import type { Overview } from '@invoice-relay/relay-client';
import { useMemo } from 'preact/hooks';

import { counted, formatCount } from '../../text/number.ts';
import { duration } from '../../text/time.ts';
import { Plot } from '../../ui/plot.tsx';
import type { PlotSeries } from '../../ui/plot.tsx';
import { rangeText } from './range-text.ts';

/** Charts of activities, deliveries, failures and the backlog over time. */
export function OverviewPlots({ overview }: { readonly overview: Overview }) {
  const plots = useMemo(() => plotsOf(overview), [overview]);
  return (
    <div class="plots">
      {plots.map((plot) => (
        <Plot key={plot.title} {...plot} />
      ))}
    </div>
  );
}

interface PlotInput {
  readonly title: string;
  readonly summary: string;
  readonly times: readonly number[];
  readonly series: readonly PlotSeries[];
}

function plotsOf({ series, totals, now: present, range }: Overview): readonly PlotInput[] {
  const times = series.map(({ at }) => Date.parse(at) / 1_000);
  const during = rangeText(range);
  const most = (values: readonly (number | null)[]) =>
    values.reduce<number>((highest, value) => Math.max(highest, value ?? 0), 0);
  const pending = series.map((point) => point.pending);
  // The series is sampled, so the present backlog may not be part of it yet.
  const highest = Math.max(most(pending), present.pending);
  const ages = series.map((point) => point.oldestPendingSeconds);
  const seconds = (value: number) => (value === 0 ? '0' : duration(value * 1_000));
  return [
    {
      title: 'In and out',
      summary: `In ${during}: ${counted(totals.activities, 'activity', 'activities')} in, ${counted(totals.delivered, 'delivery', 'deliveries')} out.`,
      times,
      series: [
        line(
          'Activities received',
          '--plot-1',
          series.map((point) => point.activities),
        ),
        line(
          'Delivered',
          '--plot-2',
          series.map((point) => point.delivered),
        ),
      ],
    },
    {
      title: 'Failures',
      summary: `In ${during}: ${counted(totals.failedAttempts, 'failed attempt')}, ${counted(totals.dead, 'delivery', 'deliveries')} given up.`,
      times,
      series: [
        line(
          'Failed attempts',
          '--plot-3',
          series.map((point) => point.failedAttempts),
        ),
        line(
          'Given up',
          '--plot-4',
          series.map((point) => point.dead),
        ),
      ],
    },
    {
      title: 'Backlog',
      summary:
        highest === 0
          ? 'Nothing was waiting.'
          : `At most ${counted(highest, 'delivery was', 'deliveries were')} waiting at once.`,
      times,
      series: [line('Waiting', '--plot-1', pending)],
    },
    {
      title: 'Age of the backlog',
      summary:
        most(ages) === 0
          ? highest === 0
            ? 'Nothing was waiting.'
            : 'Nothing was waiting for long.'
          : `The longest wait was ${seconds(most(ages))}.`,
      times,
      series: [{ label: 'Oldest delivery', color: '--plot-3', values: ages, format: seconds }],
    },
  ];
}

function line(label: string, color: string, values: readonly (number | null)[]): PlotSeries {
  return { label, color, values, format: formatCount };
}
