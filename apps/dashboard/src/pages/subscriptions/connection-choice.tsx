import { useState } from 'preact/hooks';

import { useConnections } from '../../api/queries.ts';
import { CheckField, FieldError, TextField } from '../../ui/field.tsx';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { choosable } from './subscription-draft.ts';

/** Maximum number of connections listed without a search field. */
const few = 10;

/** Selects connections: all, or individual ones. */
export function ConnectionChoice(props: {
  /** Null means every connection. */
  readonly value: readonly string[] | null;
  readonly error: string | undefined;
  readonly onChange: (value: readonly string[] | null) => void;
}) {
  const { value, error, onChange } = props;
  const { data: connections } = useConnections();
  const connectionName = useConnectionName();
  const [search, setSearch] = useState('');
  if (connections === undefined || (connections.length < 2 && value === null)) return null;
  const choices = choosable({ connections, connectionIds: value ?? [] }).map(({ id, name }) => ({
    id,
    name: connectionName(id) ?? name,
  }));
  const found = choices.filter(({ name }) =>
    name.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <fieldset class="stack-small">
      <legend class="legend">Connections</legend>
      {error !== undefined && <FieldError>{error}</FieldError>}
      <CheckField
        label="All connections, including future ones"
        checked={value === null}
        onChange={(every) => onChange(every ? null : [])}
      />
      {value !== null && choices.length > few && (
        <TextField
          label="Find a connection"
          type="search"
          hint={`${value.length} of ${choices.length} selected.`}
          value={search}
          onChange={setSearch}
        />
      )}
      {value !== null && (
        <div class="long-list">
          {found.map(({ id, name }) => (
            <CheckField
              key={id}
              label={name}
              checked={value.includes(id)}
              onChange={(checked) =>
                onChange(checked ? [...value, id] : value.filter((one) => one !== id))
              }
            />
          ))}
          {found.length === 0 && <p class="muted">No matching connections.</p>}
        </div>
      )}
    </fieldset>
  );
}
