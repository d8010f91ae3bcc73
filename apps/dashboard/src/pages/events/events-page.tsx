import type { EventFilter, RelayEvent } from '@invoice-relay/relay-client';
import { Search } from 'lucide-preact';

import { useConnections, useEventTypeNames } from '../../api/queries.ts';
import { relay } from '../../api/relay.ts';
import { usePages } from '../../api/use-pages.ts';
import { useAddress } from '../../app/use-address.ts';
import { useTypedParameter } from '../../app/use-typed-parameter.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { EventTable } from './event-table.tsx';
import { aboutWhat, historyFilter } from './history.ts';
import { momentOf } from './moment-of.ts';
import { longestSearch, searchText } from './search-text.ts';

/** Lists the event log, newest first. */
export function EventsPage() {
  const { query: address, change } = useAddress();
  const filter = filterOf(address);
  const events = usePages<RelayEvent>({
    key: ['events', 'list', filter],
    load: (page, options) => relay.events.list({ order: 'desc', ...filter, ...page }, options),
    keyOf: ({ data }) => data.id,
  });
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Page title="Events" lead="What happened in all connected accounts, newest first.">
      <EventFilters />
      {filter.subjectId !== undefined && (
        <div class="row">
          <span>Only events about {aboutWhat(filter, events.data)}.</span>
          <Button size="small" onClick={() => change(noFilter)}>
            Show all events
          </Button>
        </div>
      )}
      <Loaded query={events}>
        {(list) =>
          list.length === 0 ? (
            <NoEvents isFiltered={isFiltered} onShowAll={() => change(noFilter)} />
          ) : (
            <EventTable events={list} body={events.body} />
          )
        }
      </Loaded>
      <More query={events} />
    </Page>
  );
}

const noFilter = {
  search: '',
  type: '',
  connection: '',
  from: '',
  to: '',
  kind: '',
  subject: '',
};

function filterOf(address: Readonly<Record<string, string | undefined>>): EventFilter {
  const { type, connection, from, to } = address;
  const search = searchText(address['search']);
  return {
    ...(search ? { search } : {}),
    ...(type ? { type: type as EventFilter['type'] & string } : {}),
    ...(connection ? { connectionId: connection } : {}),
    ...historyFilter(address),
    ...momentOf('from', from),
    ...momentOf('to', to),
  } as EventFilter;
}

function NoEvents(props: { readonly isFiltered: boolean; readonly onShowAll: () => void }) {
  if (props.isFiltered) {
    return (
      <Empty
        title="No matching events"
        action={<Button onClick={props.onShowAll}>Show all events</Button>}
      >
        The search matches the beginning of numbers, customer names and email addresses, ignoring
        case, accents, spaces and punctuation: “inv 7” finds INV-7 and INV-71, “cafe” finds Grand
        Café. Ids must be complete, such as 3971. Customers are only known if the connection fetches
        documents. Try a shorter search or fewer filters.
      </Empty>
    );
  }
  return (
    <Empty
      title="No events yet"
      action={<ButtonLink href="/connections">View the connections</ButtonLink>}
    >
      Events appear here as soon as something happens in a connected account.
    </Empty>
  );
}

function EventFilters() {
  const { query: address, change } = useAddress();
  const { data: types = [] } = useEventTypeNames();
  const { data: connections = [] } = useConnections();
  const connectionName = useConnectionName();
  const search = useTypedParameter('search');
  return (
    <form
      class="filters"
      role="search"
      aria-label="Events"
      onSubmit={(event) => {
        event.preventDefault();
        search.submit();
      }}
    >
      <TextField
        label="Number, customer or id"
        type="search"
        placeholder="Search: INV-7"
        maxLength={longestSearch}
        value={search.text}
        onChange={search.setText}
      />
      <SelectField
        label="Type"
        value={address['type'] ?? ''}
        choices={[
          { value: '', label: 'All types' },
          ...groups(types.map(({ type }) => type)).map((group) => ({
            value: `${group}.*`,
            label: `All ${group} events`,
          })),
          ...types.map(({ type, title }) => ({ value: type, label: title })),
        ]}
        onChange={(type) => change({ type })}
      />
      <SelectField
        label="Connection"
        value={address['connection'] ?? ''}
        choices={[
          { value: '', label: 'All connections' },
          ...connections.map(({ id, name }) => ({ value: id, label: connectionName(id) ?? name })),
        ]}
        onChange={(connection) => change({ connection })}
      />
      <div class="pair">
        <TextField
          label="From"
          type="datetime-local"
          value={address['from'] ?? ''}
          onChange={(from) => change({ from })}
        />
        <TextField
          label="Before"
          type="datetime-local"
          value={address['to'] ?? ''}
          onChange={(to) => change({ to })}
        />
      </div>
      <button type="submit" class="visually-hidden" tabIndex={-1}>
        <Search size={16} aria-hidden="true" />
        Search
      </button>
    </form>
  );
}

/** Returns the prefixes of the types: `invoice`, `order`. */
function groups(types: readonly string[]): readonly string[] {
  return [...new Set(types.map((type) => type.split('.')[0] ?? type))];
}
