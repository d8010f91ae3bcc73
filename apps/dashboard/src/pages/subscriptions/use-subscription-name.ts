import { useMemo } from 'preact/hooks';

import { useSubscriptions } from '../../api/queries.ts';
import type { Subscription } from '../../api/views.ts';
import { distinctNames, hostOf } from '../../text/names.ts';
import { eventTypesText } from '../subscribe/event-type-choice.ts';

/** Returns a lookup function for unique display names; event types tell same-host URLs apart. */
export function useSubscriptionName(): (id: string) => string {
  const { data } = useSubscriptions();
  const names = useMemo(() => distinctNames((data ?? []).map(namesOf)), [data]);
  return (id) => names.get(id) ?? id;
}

function namesOf({ id, description, url, eventTypes }: Subscription) {
  const name = description ?? hostOf(url);
  return { id, names: [name, `${name} (${eventTypesText(eventTypes, few)})`] as const };
}

/** Maximum number of event types in a name. */
const few = 2;
