import { useMemo } from 'preact/hooks';

import { useConnections } from '../../api/queries.ts';
import { distinctNames } from '../../text/names.ts';

/** What people call a connection among all others; undefined of one that is deleted. */
export function useConnectionName(): (id: string) => string | undefined {
  const { data } = useConnections();
  const names = useMemo(
    () => distinctNames((data ?? []).map(({ id, name }) => ({ id, names: [name] }))),
    [data],
  );
  return (id) => names.get(id);
}
