import type { OverviewRange } from '@invoice-relay/relay-client';
import { keepPreviousData, useQuery } from '@tanstack/preact-query';
import { useLocation } from 'preact-iso';

import { relay } from '../../api/relay.ts';
import { Segments } from '../../ui/choices.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { OverviewNumbers } from './overview-numbers.tsx';
import { OverviewPlots } from './overview-plots.tsx';
import { HealthLists } from './health-lists.tsx';
import './overview.css';

const ranges = [
  { value: '1h', label: '1 h' },
  { value: '24h', label: '24 h' },
  { value: '7d', label: '7 d' },
  { value: '30d', label: '30 d' },
];

export function OverviewPage() {
  const { query, route } = useLocation();
  const asked = query['range'];
  const range = (ranges.some(({ value }) => value === asked) ? asked : '24h') as OverviewRange;
  const overview = useQuery({
    queryKey: ['overview', range],
    queryFn: ({ signal }) => relay.overview.get({ range }, { signal }),
    // Keeps the previous range visible until the next one has loaded.
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="Overview"
      lead="What came in, what went out, and what needs attention."
      actions={
        <Segments
          label="Time"
          value={range}
          choices={ranges}
          onChange={(value) => route(value === '24h' ? '/' : `/?range=${value}`, true)}
        />
      }
    >
      <Loaded query={overview}>{(data) => <OverviewNumbers overview={data} />}</Loaded>
      <HealthLists />
      {overview.data !== undefined && <OverviewPlots overview={overview.data} />}
    </Page>
  );
}
