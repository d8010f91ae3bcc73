import { useMemo } from 'preact/hooks';

import { useConnections } from '../../api/queries.ts';
import { distinctNames } from '../../text/names.ts';

/** Returns a lookup function for the unique display name of a connection; undefined if deleted. */
export function useConnectionName(): (id: string) => string | undefined {
  const { data } = useConnections();
  const names = useMemo(
    () => distinctNames((data ?? []).map(({ id, name }) => ({ id, names: [name] }))),
    [data],
  );
  return (id) => names.get(id);
}
